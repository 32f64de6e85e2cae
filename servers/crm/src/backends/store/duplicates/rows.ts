import { inArray } from '@patchbay/storage';
import type { CrmDb } from '../kernel.ts';
import type { StoredRow } from '../records/table.ts';
import type { Comparable, Deduplicated } from './keys.ts';

const columns = [
  'name',
  'first_name',
  'last_name',
  'email',
  'phone_e164',
  'company_name',
  'domain',
  'street',
  'city',
  'postal_code',
  'region',
  'birth_date',
] as const satisfies readonly (keyof Comparable)[];

/** The columns of a row that are compared; a contact's with the name of its company. */
export async function comparableRow(db: CrmDb, object: Deduplicated, row: StoredRow): Promise<Comparable> {
  const [comparable = {}] = await comparableRows(db, object, [row]);
  return comparable;
}

/** The same for many rows at once, in their order. */
export async function comparableRows(
  db: CrmDb,
  object: Deduplicated,
  rows: readonly StoredRow[],
): Promise<readonly Comparable[]> {
  const names = object === 'contacts' ? await companyNames(db, rows) : new Map<unknown, string>();
  return rows.map((row) => ({
    ...Object.fromEntries(
      columns.flatMap((column) => (typeof row[column] === 'string' ? [[column, row[column]]] : [])),
    ),
    ...(object === 'contacts' && { company_name: names.get(row['company_id']) ?? null }),
  }));
}

const idsPerQuery = 500;

async function companyNames(db: CrmDb, rows: readonly StoredRow[]): Promise<ReadonlyMap<unknown, string>> {
  const { companies } = db.tables;
  const ids = [...new Set(rows.flatMap(({ company_id: id }) => (typeof id === 'string' ? [id] : [])))];
  const names = new Map<unknown, string>();
  for (let start = 0; start < ids.length; start += idsPerQuery) {
    const found = await db
      .select({ id: companies.company_id, name: companies.name })
      .from(companies)
      .where(inArray(companies.company_id, ids.slice(start, start + idsPerQuery)));
    for (const { id, name } of found) names.set(id, name);
  }
  return names;
}
