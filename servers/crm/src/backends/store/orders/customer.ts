import { notFound } from '@patchbay/core';
import { and, eq, type TenantTable } from '@patchbay/storage';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CallScope } from '../../../deps.ts';
import type { CrmDb } from '../kernel.ts';
import { type OwnedTable, rowCondition } from '../row-condition.ts';

/** Who orders. */
export interface Customer {
  readonly customer_id: string;
  readonly customer_name: string;
}

/**
 * Finds a customer among the companies, contacts and leads that the caller sees.
 *
 * @throws ToolError `not_found`.
 */
export async function findCustomer(db: CrmDb, scope: CallScope, customer_id: string): Promise<Customer> {
  const { companies, contacts, leads } = db.tables;
  const customer_name =
    (await nameOf(db, scope, 'companies', companies, companies.company_id, customer_id)) ??
    (await nameOf(db, scope, 'contacts', contacts, contacts.contact_id, customer_id)) ??
    (/^\d{1,15}$/.test(customer_id)
      ? await nameOf(db, scope, 'leads', leads, leads.lead_id, Number(customer_id))
      : undefined);
  if (customer_name !== undefined) return { customer_id, customer_name };
  throw notFound(`There is no customer ${JSON.stringify(customer_id)}.`, {
    hint: 'Use the id of a company, contact or lead that search_crm_records or search_leads finds.',
  });
}

async function nameOf(
  db: CrmDb,
  scope: CallScope,
  object: 'companies' | 'contacts' | 'leads',
  table: TenantTable & OwnedTable & { readonly name: SQLiteColumn },
  id: SQLiteColumn,
  value: string | number,
): Promise<string | undefined> {
  const visible = rowCondition(db, scope, object, table);
  const [row]: { name: unknown }[] = await db
    .select({ name: table.name })
    .from(table)
    .where(and(eq(id, value), visible));
  return row === undefined ? undefined : String(row.name);
}
