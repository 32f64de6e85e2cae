import { scoreFactor } from '../leads/score.ts';
import { leadStatuses } from '../leads/status.ts';
import { shownLine } from '../orders/pricing.ts';
import { common, type FieldFacts } from './field.ts';
import { recordLink } from './link.ts';
import type { CrmField, CrmObject } from './objects.ts';
import type { RecordType } from './types.ts';

type Catalog = { readonly [Of in CrmObject]: { readonly [Field in CrmField<Of>]: FieldFacts } };

/** The kinds of activity. */
export const activityKinds = ['call', 'email', 'meeting', 'note', 'task'] as const;

/** The same field, which every record has a value for. */
const always = <Facts extends FieldFacts>(facts: Facts) => ({ ...facts, never_null: true }) as const;

const id = always({ ...common.text, sortable: true });
const reference = always(common.text);
const name = always(common.name);

const record = {
  owner_id: common.owner_id,
  owner_name: common.owner_name,
  external_id: common.line,
  version: always(common.integer),
  created_at: always(common.instant),
  updated_at: always(common.sorted_instant),
  url: always(common.url),
} as const;

/** Of records that a lead API may give too: it need not know more of them than what they are called. */
const sparse = {
  ...record,
  version: common.integer,
  created_at: common.instant,
  updated_at: common.sorted_instant,
  url: common.url,
} as const;

const { external_id: _none, ...anonymous } = sparse;

const address = {
  street: common.line,
  city: common.line,
  postal_code: common.line,
  region: common.line,
  country: common.line,
} as const;

/** What each field of each kind of record is. */
export const fieldFacts: Catalog = {
  leads: {
    ...sparse,
    ...address,
    lead_id: always({ ...common.integer, sortable: true }),
    name,
    first_name: common.line,
    last_name: common.line,
    email: common.email,
    other_emails: common.other_emails,
    phone_e164: common.phone_e164,
    other_phones: common.other_phones,
    company_name: common.name,
    title: common.line,
    status: { type: 'text', write: 'choice', choices: leadStatuses, never_null: true },
    status_changed_at: common.instant,
    lost_reason: common.line,
    score: { type: 'integer', sortable: true },
    score_breakdown: { type: 'list', items: scoreFactor },
    source: common.line,
    notes: common.prose,
    birth_date: common.day,
    last_activity_at: common.instant,
    created_at: common.sorted_instant,
  },
  companies: {
    ...record,
    ...address,
    company_id: id,
    name: { ...name, sortable: true, sort_column: 'name_norm' },
    domain: { type: 'text', write: 'domain', searched: true },
    category: { ...common.line, sortable: true },
    employee_range: { type: 'range', write: 'range' },
    phone_e164: common.phone_e164,
    other_phones: common.other_phones,
    annual_revenue_minor: common.amount,
    currency: common.currency,
  },
  contacts: {
    ...record,
    contact_id: id,
    company_id: { type: 'text', write: 'company' },
    company_name: common.company_name,
    name,
    first_name: common.line,
    last_name: common.line,
    email: common.email,
    other_emails: common.other_emails,
    phone_e164: common.phone_e164,
    other_phones: common.other_phones,
    title: common.line,
    city: common.line,
    country: common.line,
    consent: common.line,
    notes: common.prose,
  },
  deals: {
    ...record,
    deal_id: id,
    name,
    company_id: { type: 'text', write: 'company' },
    company_name: common.company_name,
    contact_id: { type: 'text', write: 'contact' },
    lead_id: { type: 'integer', write: 'lead' },
    pipeline_id: reference,
    stage_id: { type: 'text', write: 'stage', never_null: true },
    stage: { type: 'text', source: { name_of: 'stage' }, write: 'stage' },
    amount_minor: { type: 'integer', write: 'signed_amount', sortable: true },
    currency: common.currency,
    probability: { type: 'integer', write: 'percent', never_null: true },
    close_date: common.day,
    close_date_pushes: { type: 'integer', never_null: true },
    first_close_date: { type: 'day' },
    closed_at: { type: 'instant', write: 'past' },
    notes: common.prose,
    created_at: always(common.sorted_instant),
  },
  activities: {
    ...anonymous,
    activity_id: id,
    kind: { type: 'text', write: 'choice', choices: activityKinds, never_null: true },
    subject: name,
    body: common.prose,
    occurred_at: { type: 'instant', write: 'instant', sortable: true },
    due_at: common.written_instant,
    done_at: common.written_instant,
    links: { type: 'list', items: recordLink, source: { computed: 'links' }, write: 'links' },
  },
  orders: {
    ...record,
    order_id: id,
    customer_id: reference,
    customer_name: { type: 'text', source: { name_of: 'customer' } },
    status: always(common.text),
    lines: { type: 'list', items: shownLine, source: { computed: 'lines' } },
    subtotal_minor: always(common.integer),
    tax_minor: always(common.integer),
    total_minor: always(common.integer),
    currency: always(common.text),
    notes: common.text,
    external_id: common.text,
    owner_id: common.text,
    created_at: always(common.sorted_instant),
    updated_at: always(common.instant),
  },
  products: {
    product_id: id,
    sku: { ...name, sortable: true },
    name,
    description: common.prose,
    category: { ...common.line, sortable: true, never_null: true },
    price_minor: { ...common.amount, sortable: true, never_null: true },
    cost_minor: common.amount,
    currency: always(common.currency),
    stock: always(common.integer),
    reserved: always(common.integer),
    available: { type: 'integer', source: { computed: 'available' }, never_null: true },
    version: record.version,
    created_at: record.created_at,
    updated_at: always(common.instant),
    url: record.url,
  },
  users: {
    user_id: id,
    name: always(common.text),
    email: always(common.text),
    role: always(common.text),
    team: common.text,
    phone_e164: common.text,
    last_seen_at: common.instant,
    created_at: record.created_at,
    updated_at: always(common.instant),
  },
};

/** The kinds of record, in the order in which they are offered. */
export const recordTypes = [
  'companies',
  'contacts',
  'deals',
  'leads',
  'activities',
  'orders',
  'products',
] as const satisfies readonly RecordType[];

/** The field that identifies records of a kind. */
export const idFields = {
  leads: 'lead_id',
  companies: 'company_id',
  contacts: 'contact_id',
  deals: 'deal_id',
  activities: 'activity_id',
  orders: 'order_id',
  products: 'product_id',
} as const satisfies Record<RecordType, string>;

/** What a search shows of a record when the caller names no fields: enough to choose by, and no more. */
export const shortFields: Readonly<Record<RecordType, readonly string[]>> = {
  leads: ['lead_id', 'name', 'company_name', 'status', 'score'],
  companies: ['company_id', 'name', 'category', 'employee_range'],
  contacts: ['contact_id', 'name', 'email', 'company_name'],
  deals: ['deal_id', 'name', 'stage', 'amount_minor', 'currency'],
  activities: ['activity_id', 'kind', 'subject', 'occurred_at', 'due_at'],
  orders: ['order_id', 'customer_name', 'status', 'total_minor', 'currency', 'created_at'],
  products: ['product_id', 'sku', 'name', 'price_minor', 'currency', 'available'],
};

/** The order of a search that names none: newest first, products by their number. */
export const usualSort: Readonly<Record<RecordType, { field: string; direction: 'asc' | 'desc' }>> = {
  leads: { field: 'updated_at', direction: 'desc' },
  companies: { field: 'name', direction: 'asc' },
  contacts: { field: 'updated_at', direction: 'desc' },
  deals: { field: 'updated_at', direction: 'desc' },
  activities: { field: 'occurred_at', direction: 'desc' },
  orders: { field: 'created_at', direction: 'desc' },
  products: { field: 'sku', direction: 'asc' },
};

/** What is known of a field; undefined when records of the kind have none of that name. */
export function factsOf(object: RecordType, field: string): FieldFacts | undefined {
  const facts: Readonly<Record<string, FieldFacts>> = fieldFacts[object];
  return Object.hasOwn(facts, field) ? facts[field] : undefined;
}

/** The fields of a kind of record whose facts fulfil a condition. */
export function fieldsWhere(object: RecordType, holds: (facts: FieldFacts) => boolean): readonly string[] {
  return Object.entries<FieldFacts>(fieldFacts[object]).flatMap(([field, facts]) =>
    holds(facts) ? [field] : [],
  );
}
