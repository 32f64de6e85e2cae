import { and, expr, inArray, type SQL, type TenantTable } from '@patchbay/storage';
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CallScope, RecordType } from '../../../deps.ts';
import { factsOf, idFields } from '../../../records/fields.ts';
import type { CrmDb } from '../kernel.ts';
import { type OwnedTable, rowCondition } from '../row-condition.ts';

/** A row of any kind of record, as stored. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The table of a kind of record, with its columns by name. */
export interface RecordTable {
  readonly table: OwnedTable;
  readonly id: SQLiteColumn;
  readonly columns: Readonly<Record<string, SQLiteColumn>>;
}

/** The columns of any table, by name. */
export function columnsOf(table: TenantTable): Readonly<Record<string, SQLiteColumn>> {
  return getTableColumns(table);
}

/** The table that holds records of a kind. */
export function recordTable(db: CrmDb, object: RecordType): RecordTable {
  const table: OwnedTable = db.tables[object];
  const columns = columnsOf(table);
  const id = columns[idFields[object]];
  if (id === undefined) throw new Error(`Table ${object} has no id.`);
  return { table, id, columns };
}

/** The column behind a field. Names in other tables have none. */
export function columnOf(db: CrmDb, object: RecordType, field: string): SQLiteColumn | undefined {
  const { columns } = recordTable(db, object);
  const facts = factsOf(object, field);
  return facts?.source === undefined ? columns[field] : undefined;
}

/** Ids as the column has them: those of leads are numbers. Texts that cannot be an id are left out. */
export function idValues(object: RecordType, ids: readonly string[]): readonly (string | number)[] {
  if (object !== 'leads') return ids;
  return ids.flatMap((id) => (/^\d{1,15}$/.test(id) ? [Number(id)] : []));
}

/** No row. */
export const nothing = (): SQL => expr`1 = 0`;

/** That the id is one of these. */
export function idIn(db: CrmDb, object: RecordType, ids: readonly string[]): SQL {
  const values = idValues(object, ids);
  return values.length === 0 ? nothing() : inArray(recordTable(db, object).id, [...values]);
}

/** The rows of these ids that the caller sees, by their id as text. */
export async function visibleRows(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const { table } = recordTable(db, object);
  const found = new Map<string, StoredRow>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += idsPerQuery) {
    const rows: StoredRow[] = await db
      .select()
      .from(table)
      .where(
        and(
          idIn(db, object, wanted.slice(start, start + idsPerQuery)),
          rowCondition(db, scope, object, table),
        ),
      );
    for (const row of rows) found.set(String(row[idFields[object]]), row);
  }
  return found;
}

const idsPerQuery = 200;
