import { and, asc, inArray, type SQL } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { idFields } from '../../../records/fields.ts';
import type { CrmDb } from '../kernel.ts';
import { columnsOf, idIn, recordTable, type StoredRow } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';
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
  'country',
  'birth_date',
] as const satisfies readonly (keyof Comparable)[];

/** The columns of a row that are compared; a contact's with the name of its company. */
export async function comparableRow(db: CrmDb, object: Deduplicated, row: StoredRow): Promise<Comparable> {
  const [comparable = {}] = await comparableRows(db, object, [row]);
  return comparable;
}

/** The same for many rows at once, in their order. */
async function comparableRows(
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

const idsPerQuery = 200;

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

/** A row as far as it is compared. */
export interface ComparedRow {
  readonly id: string;
  readonly version: number;
  readonly row: Comparable;
}

/** Whose rows are looked at: those that a caller sees, or all of the tenant. */
export type Sight = CallScope | 'all';

/** The rows of these ids, as far as they are compared; those that are gone or not seen are missing. */
export async function comparedRows(
  db: CrmDb,
  sight: Sight,
  object: Deduplicated,
  ids: readonly string[],
): Promise<readonly ComparedRow[]> {
  const wanted = [...new Set(ids)];
  const found: ComparedRow[] = [];
  for (let start = 0; start < wanted.length; start += idsPerQuery) {
    const part = idIn(db, object, wanted.slice(start, start + idsPerQuery));
    found.push(...(await comparedWhere(db, sight, object, part)));
  }
  return found;
}

/** The first rows, by id, that fulfil a condition, as far as they are compared. */
export async function comparedWhere(
  db: CrmDb,
  sight: Sight,
  object: Deduplicated,
  condition: SQL | undefined,
  most = idsPerQuery,
): Promise<readonly ComparedRow[]> {
  const { table, id } = recordTable(db, object);
  const seen = sight === 'all' ? undefined : rowCondition(db, sight, object, table);
  const rows: readonly StoredRow[] = await db
    .select(selection(db, object))
    .from(table)
    .where(and(condition, seen))
    .orderBy(asc(id))
    .limit(most);
  const compared = await comparableRows(db, object, rows);
  return rows.map((row, index) => ({
    id: String(row[idFields[object]]),
    version: Number(row['version']),
    row: compared[index] ?? {},
  }));
}

/** The columns to select: what is compared and little else, since texts for search are long. */
function selection(db: CrmDb, object: Deduplicated) {
  const all = columnsOf(recordTable(db, object).table);
  return Object.fromEntries(
    [idFields[object], 'version', 'company_id', ...columns].flatMap((name) => {
      const column = all[name];
      return column === undefined ? [] : [[name, column] as const];
    }),
  );
}
