import { and, getTableColumns, inArray, or, type SQL } from 'drizzle-orm';
import type { AnyRow, TableFacts } from '../tables.ts';
import { recomputed, withComputed } from '../tenant/computed-rows.ts';
import { rowCondition } from '../tenant/write-rows.ts';
import type { Entry } from './conflicts.ts';
import type { Undoing } from './undoing.ts';
import { decodeRow, keyValues } from './values.ts';
import { grown, isVersioned, lastVersions } from './versions.ts';

const rowsPerStatement = 100;

/**
 * Takes back entries of the log, latest first; neighbours of one kind share a statement. Versions go on growing: a row
 * gets its former values and a version that it never had.
 */
export async function restoreRows(undoing: Undoing, entries: readonly Entry[]): Promise<void> {
  for (const run of runs(entries.toReversed())) {
    const [first] = run;
    const facts = first === undefined ? undefined : undoing.tables.get(first.table_name);
    if (first === undefined || facts === undefined) continue;
    if (first.before === null) await remove(undoing, facts, run);
    else if (first.after === null) await bringBack(undoing, facts, run);
    else await changeBack(undoing, facts, first);
  }
}

const kindOf = ({ before, after }: Entry) =>
  before === null ? 'created' : after === null ? 'deleted' : 'updated';

function runs(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const found: Entry[][] = [];
  for (const entry of entries) {
    const run = found.at(-1);
    const [first] = run ?? [];
    const joins =
      run !== undefined &&
      first !== undefined &&
      run.length < rowsPerStatement &&
      first.table_name === entry.table_name &&
      kindOf(first) === kindOf(entry) &&
      kindOf(entry) !== 'updated';
    if (joins) run.push(entry);
    else found.push([entry]);
  }
  return found;
}

async function remove({ connection, scope, recorder }: Undoing, facts: TableFacts, run: readonly Entry[]) {
  const removed = await connection.builder
    .delete(facts.table)
    .where(and(scope.conditionOf(facts.table), anyOf(facts, run)))
    .returning();
  for (const row of removed) recorder.note(facts, row, undefined);
}

async function bringBack(undoing: Undoing, facts: TableFacts, run: readonly Entry[]) {
  const { connection, recorder } = undoing;
  const versions = isVersioned(facts) ? await lastVersions(undoing, run) : undefined;
  const rows = run.flatMap(({ before, row_key }) => {
    if (before === null) return [];
    const row = withComputed(facts, known(facts, decodeRow(before)));
    return [versions === undefined ? row : { ...row, version: (versions.get(row_key) ?? 0) + 1 }];
  });
  const stored = await connection.builder.insert(facts.table).values(rows).returning();
  for (const row of stored) recorder.note(facts, undefined, row);
}

async function changeBack({ connection, scope, recorder }: Undoing, facts: TableFacts, entry: Entry) {
  if (entry.before === null) return;
  const condition = and(scope.conditionOf(facts.table), rowCondition(facts, entry.row_key));
  const [current] = await connection.builder.select().from(facts.table).where(condition);
  const values = Object.entries(known(facts, decodeRow(entry.before))).filter(
    ([column]) => column !== 'tenant' && !facts.key.includes(column),
  );
  const restored: AnyRow[] = await connection.builder
    .update(facts.table)
    .set({ ...Object.fromEntries(values), ...grown(facts) })
    .where(condition)
    .returning();
  const [stored] = await recomputed(connection, facts, restored);
  recorder.note(facts, current, stored);
}

/** Leaves out columns that a later migration has removed. */
function known(facts: TableFacts, row: AnyRow): AnyRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => facts.columns.includes(column)));
}

function anyOf(facts: TableFacts, run: readonly Entry[]): SQL | undefined {
  const [only] = facts.key;
  const column =
    facts.key.length === 1 && only !== undefined ? getTableColumns(facts.table)[only] : undefined;
  if (column === undefined) return or(...run.map((entry) => rowCondition(facts, entry.row_key)));
  return inArray(
    column,
    run.map((entry) => keyValues(entry.row_key)[0]),
  );
}
