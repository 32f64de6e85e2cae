import { and, asc, eq, getTableColumns, gt, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { canonicalJson } from '../canonical.ts';
import type { Connection } from '../engine.ts';
import type { AnyRow, TableFacts } from '../tables.ts';

/** A row to be inserted, with its computed columns. */
export function withComputed({ computation }: TableFacts, row: AnyRow): AnyRow {
  return computation === undefined ? row : { ...row, ...computation.compute(row) };
}

/** Brings the computed columns of rows that were updated up to date, and gives the rows as stored. */
export async function recomputed(
  connection: Connection,
  facts: TableFacts,
  rows: readonly AnyRow[],
): Promise<readonly AnyRow[]> {
  const { computation } = facts;
  if (computation === undefined) return rows;
  const stored: AnyRow[] = [];
  for (const row of rows) {
    const values = computation.compute(row);
    const isStale = computation.columns.some(
      (column) => canonicalJson(values[column] ?? null) !== canonicalJson(row[column]),
    );
    if (isStale) await connection.builder.update(facts.table).set(values).where(isRow(facts, row));
    stored.push(isStale ? { ...row, ...values } : row);
  }
  return stored;
}

/** Whether changes leave the computed columns of a row as they are. */
export function leavesComputed({ computation }: TableFacts, changes: AnyRow): boolean {
  return computation === undefined || !computation.from.some((column) => column in changes);
}

const rowsAtOnce = 500;

/** Computes all rows of a table again, whosever they are. */
export async function recomputeTable(connection: Connection, facts: TableFacts): Promise<void> {
  let rows: readonly AnyRow[] = [];
  do {
    const last = rows.at(-1);
    rows = await connection.builder
      .select()
      .from(facts.table)
      .where(last === undefined ? undefined : isAfter(facts, last))
      .orderBy(...keyOf(facts).map((column) => asc(column)))
      .limit(rowsAtOnce);
    await recomputed(connection, facts, rows);
  } while (rows.length === rowsAtOnce);
}

function isRow(facts: TableFacts, row: AnyRow): SQL | undefined {
  return and(...keyOf(facts).map((column) => eq(column, row[column.name])));
}

/** In the order of the key: a later column counts where all before it are equal. */
function isAfter(facts: TableFacts, row: AnyRow): SQL | undefined {
  const key = keyOf(facts);
  return or(
    ...key.map((column, index) =>
      and(...key.slice(0, index).map((before) => eq(before, row[before.name])), gt(column, row[column.name])),
    ),
  );
}

function keyOf(facts: TableFacts): readonly SQLiteColumn[] {
  const columns = getTableColumns(facts.table);
  return ['tenant', ...facts.key].flatMap((name) => columns[name] ?? []);
}
