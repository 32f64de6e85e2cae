import { and, type SQL } from 'drizzle-orm';
import type { RowOf, Tables, TenantTable } from '../tables.ts';
import type { TenantDb } from '../tenant/db.ts';
import type { Page, PagingOptions } from './paging.ts';

/**
 * One page of the rows of a table that fulfil a condition.
 *
 * @param where the list's own condition together with the caller's row filter; undefined for all rows of the tenant.
 * @throws ToolError `validation_error` for a cursor of another list, filter or tenant.
 */
export async function listRows<Table extends TenantTable>(
  db: Pick<TenantDb<Tables>, 'select' | 'paging'>,
  table: Table,
  { where, ...options }: PagingOptions & { readonly where: SQL | undefined },
): Promise<Page<RowOf<Table>>> {
  const paging = db.paging(options);
  const rows = await db
    .select()
    .from<TenantTable>(table)
    .where(and(where, paging.after))
    .orderBy(...paging.orderBy)
    .limit(paging.limit);
  // the compiler does not follow drizzle's types through a table that it does not know
  return paging.page(rows as RowOf<Table>[]);
}
