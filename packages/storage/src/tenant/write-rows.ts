import { and, eq, getTableColumns, inArray, type SQL } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import type { Recorder } from '../log/recorder.ts';
import { keyValues, rowKeyOf } from '../log/values.ts';
import type { AnyRow, TableFacts, TenantTable } from '../tables.ts';
import { leavesComputed, recomputed, withComputed } from './computed-rows.ts';
import type { TenantScope } from './scope.ts';

const rowsPerInsert = 100;

/** What writing rows needs: the connection, whose rows they are, and where to note them. */
export interface Writing {
  readonly connection: Connection;
  readonly scope: TenantScope;
  readonly recorder: Recorder;
}

/** Inserts rows of the tenant and gives them back as stored. */
export async function insertRows(
  writing: Writing,
  table: TenantTable,
  rows: readonly AnyRow[],
): Promise<readonly AnyRow[]> {
  const facts = writing.scope.factsOf(table);
  const stored: AnyRow[] = [];
  for (const part of parts(rows)) {
    const inserted = await writing.connection.builder
      .insert(facts.table)
      .values(part.map(owned(writing, facts)))
      .returning();
    for (const row of inserted) writing.recorder.note(facts, undefined, row);
    stored.push(...inserted);
  }
  return stored;
}

/** Changes the rows that fulfil the condition and gives them back as stored. */
export async function updateRows(
  writing: Writing,
  table: TenantTable,
  changes: AnyRow,
  where: SQL | undefined,
): Promise<readonly AnyRow[]> {
  const facts = writing.scope.factsOf(table);
  if (facts.role === 'immutable')
    throw new Error(`Rows of ${facts.name} are immutable: insert and delete, but do not change them.`);
  for (const column of ['tenant', ...facts.key]) {
    if (changes[column] !== undefined) throw new Error(`Column ${facts.name}.${column} cannot be changed.`);
  }
  const { builder } = writing.connection;
  const condition = and(writing.scope.conditionOf(facts.table), required(where, 'update'));
  const isLogged = facts.role === undefined;
  // what is not logged need not be read
  const before = isLogged ? await builder.select().from(facts.table).where(condition) : [];
  if (isLogged && before.length === 0) return [];
  const updated: AnyRow[] = await builder.update(facts.table).set(changes).where(condition).returning();
  const after = leavesComputed(facts, changes)
    ? updated
    : await recomputed(writing.connection, facts, updated);
  const previous = new Map(before.map((row) => [rowKeyOf(facts, row), row]));
  for (const row of after)
    writing.recorder.note(facts, isLogged ? previous.get(rowKeyOf(facts, row)) : row, row);
  return after;
}

/** Deletes the rows that fulfil the condition and gives them back as they were. */
export async function deleteRows(
  writing: Writing,
  table: TenantTable,
  where: SQL | undefined,
): Promise<readonly AnyRow[]> {
  const facts = writing.scope.factsOf(table);
  const condition = and(writing.scope.conditionOf(facts.table), required(where, 'delete'));
  const deleted = await writing.connection.builder.delete(facts.table).where(condition).returning();
  for (const row of deleted) writing.recorder.note(facts, row, undefined);
  return deleted;
}

/** How rows that exist already are treated. */
export interface UpsertOptions {
  /** The columns of the unique key, beside the tenant, that tells whether a row exists. */
  readonly target: readonly string[];
  /** The changes to make to a row that exists; undefined leaves it as it is. */
  readonly update: (existing: AnyRow, incoming: AnyRow) => AnyRow | undefined;
}

/** One row of an upsert: as stored, and what became of it. */
export interface Upserted {
  readonly row: AnyRow;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

/** Inserts each row, or changes the one that exists. In the order given, so that a later row meets an earlier one. */
export async function upsertRows(
  writing: Writing,
  table: TenantTable,
  rows: readonly AnyRow[],
  options: UpsertOptions,
): Promise<readonly Upserted[]> {
  const facts = writing.scope.factsOf(table);
  const results: Upserted[] = [];
  for (const row of rows) results.push(await upsertRow(writing, facts, row, options));
  return results;
}

async function upsertRow(
  writing: Writing,
  facts: TableFacts,
  row: AnyRow,
  options: UpsertOptions,
): Promise<Upserted> {
  const { builder } = writing.connection;
  const [inserted] = await builder
    .insert(facts.table)
    .values(owned(writing, facts)(row))
    .onConflictDoNothing()
    .returning();
  if (inserted !== undefined) {
    writing.recorder.note(facts, undefined, inserted);
    return { row: inserted, outcome: 'created' };
  }
  const same = matching(facts, Object.fromEntries(options.target.map((column) => [column, row[column]])));
  const [existing] = await builder
    .select()
    .from(facts.table)
    .where(and(writing.scope.conditionOf(facts.table), same));
  if (existing === undefined) {
    throw new Error(`A row of ${facts.name} conflicts on another key than ${options.target.join(', ')}.`);
  }
  const changes = options.update(existing, row);
  if (changes === undefined) return { row: existing, outcome: 'unchanged' };
  const [updated] = await updateRows(
    writing,
    facts.table,
    changes,
    rowCondition(facts, rowKeyOf(facts, existing)),
  );
  return updated === undefined
    ? { row: existing, outcome: 'unchanged' }
    : { row: updated, outcome: 'updated' };
}

/** The condition that a row has this key; the tenant is added where it is used. */
export function rowCondition(facts: TableFacts, rowKey: string): SQL | undefined {
  const values = keyValues(rowKey);
  if (values.length !== facts.key.length)
    throw new Error(`A key of ${facts.name} is ${facts.key.join(', ')}.`);
  return matching(facts, Object.fromEntries(facts.key.map((column, index) => [column, values[index]])));
}

function matching(facts: TableFacts, values: AnyRow): SQL | undefined {
  const columns = getTableColumns(facts.table);
  return and(
    ...Object.entries(values).map(([name, value]) => {
      const column = columns[name];
      if (column === undefined) throw new Error(`Table ${facts.name} has no column ${name}.`);
      return eq(column, value);
    }),
  );
}

/** The rows of the given keys that exist, by their key. */
export async function rowsByKey(
  writing: Pick<Writing, 'connection' | 'scope'>,
  facts: TableFacts,
  rowKeys: readonly string[],
): Promise<ReadonlyMap<string, AnyRow>> {
  const [only] = facts.key;
  const found: AnyRow[] = [];
  const read = (condition: SQL | undefined) =>
    writing.connection.builder
      .select()
      .from(facts.table)
      .where(and(writing.scope.conditionOf(facts.table), condition));
  if (facts.key.length === 1 && only !== undefined) {
    const column = getTableColumns(facts.table)[only];
    if (column === undefined) return new Map();
    for (const part of parts(rowKeys)) {
      found.push(
        ...(await read(
          inArray(
            column,
            part.map((rowKey) => keyValues(rowKey)[0]),
          ),
        )),
      );
    }
  } else {
    for (const rowKey of rowKeys) found.push(...(await read(rowCondition(facts, rowKey))));
  }
  return new Map(found.map((row) => [rowKeyOf(facts, row), row]));
}

function owned({ scope }: Writing, facts: TableFacts): (row: AnyRow) => AnyRow {
  return (row) => {
    if (row['tenant'] !== undefined && row['tenant'] !== scope.tenant) {
      throw new Error(`A row of ${facts.name} cannot be written for another tenant.`);
    }
    return { ...withComputed(facts, row), tenant: scope.tenant };
  };
}

function required(where: SQL | undefined, verb: string): SQL {
  if (where === undefined)
    throw new Error(`Say which rows to ${verb}; \`everyRow\` stands for all of the tenant.`);
  return where;
}

function* parts<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += rowsPerInsert)
    yield items.slice(start, start + rowsPerInsert);
}
