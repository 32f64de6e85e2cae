/** Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`, amounts minor units; ids of one kind are unique. */

/** Somebody who works with the CRM. */
export interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly phone_e164: string;
  readonly role: 'admin' | 'manager' | 'rep' | 'support' | 'viewer';
  readonly team: string | null;
  readonly last_seen_at: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** An organisation. */
export interface CompanyRow {
  readonly company_id: string;
  readonly name: string;
  readonly domain: string;
  readonly category: string;
  /** As `51-200` or `10001+`. */
  readonly employee_range: string;
  readonly phone_e164: string;
  readonly street: string;
  readonly city: string;
  readonly postal_code: string;
  readonly region: string;
  readonly country: string;
  readonly annual_revenue_minor: number;
  readonly currency: string;
  readonly owner_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Somebody at an organisation. */
export interface ContactRow {
  readonly contact_id: string;
  readonly company_id: string;
  readonly name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone_e164: string;
  readonly title: string;
  readonly city: string;
  readonly country: string;
  readonly owner_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The statuses of a lead. */
export type LeadStatus = 'new' | 'contacted' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost';

/** Somebody who may become a customer. */
export interface LeadRow {
  readonly lead_id: number;
  readonly name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly phone_e164: string | null;
  readonly company_name: string;
  readonly title: string | null;
  readonly status: LeadStatus;
  readonly status_changed_at: string;
  readonly lost_reason: string | null;
  readonly source: string;
  readonly owner_id: string;
  readonly employee_range: string;
  readonly street: string | null;
  readonly city: string;
  readonly postal_code: string | null;
  readonly region: string;
  readonly country: string;
  readonly last_activity_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A step of the pipeline; the probability is in percent. */
export interface StageRow {
  readonly stage_id: string;
  readonly pipeline_id: string;
  readonly stage: string;
  readonly position: number;
  readonly probability: number;
  readonly kind: 'open' | 'won' | 'lost';
}

/** A sale in the making. */
export interface DealRow {
  readonly deal_id: string;
  readonly name: string;
  readonly company_id: string;
  readonly contact_id: string;
  readonly pipeline_id: string;
  readonly stage_id: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly probability: number;
  readonly close_date: string;
  readonly closed_at: string | null;
  readonly owner_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A move of a lead between statuses or of a deal between stages. */
export interface StageMoveRow {
  readonly object: 'leads' | 'deals';
  readonly record_id: string;
  readonly from_stage: string | null;
  readonly to_stage: string;
  readonly at: string;
  readonly by: string;
}

/** What was done, or is to be done. */
export interface ActivityRow {
  readonly activity_id: string;
  readonly kind: 'call' | 'email' | 'meeting' | 'note' | 'task';
  readonly subject: string;
  readonly body: string;
  readonly occurred_at: string | null;
  readonly due_at: string | null;
  readonly done_at: string | null;
  readonly owner_id: string;
  readonly links: readonly { readonly object: 'leads' | 'deals'; readonly record_id: string }[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** What is sold. */
export interface ProductRow {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly price_minor: number;
  readonly cost_minor: number;
  readonly currency: string;
  readonly stock: number;
  readonly reserved: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What was sold. `customer_id` is a company's. */
export interface OrderRow {
  readonly order_id: string;
  readonly customer_id: string;
  readonly status: 'confirmed' | 'shipped' | 'delivered';
  readonly lines: readonly OrderLineRow[];
  readonly subtotal_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
  readonly currency: string;
  readonly owner_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** One product of an order. */
export interface OrderLineRow {
  readonly product_id: string;
  readonly quantity: number;
  readonly unit_price_minor: number;
}
