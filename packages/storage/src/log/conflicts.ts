import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { OwnTables } from '../own/tables.ts';
import type { AnyRow, TableFacts } from '../tables.ts';
import { rowsByKey, type Writing } from '../tenant/write-rows.ts';
import { decodeRow, encodeValue, keyValues } from './values.ts';

/** A row that cannot be taken back, and who changed it since. */
export interface UndoConflict {
  readonly table: string;
  readonly key: readonly unknown[];
  /** The later changes that must be undone first; empty when the row was changed by other means. */
  readonly changed_by: readonly string[];
}

/** What a change did to its rows, as the log has it. */
export type Entry = OwnTables['changeRows']['$inferSelect'];

const keysPerQuery = 200;

/**
 * The rows of a change that somebody else has changed since.
 *
 * A row counts when a later change of it stands, or when it is not as this change left it.
 */
export async function undoConflicts(
  writing: Writing,
  own: OwnTables,
  tables: ReadonlyMap<string, TableFacts>,
  entries: readonly Entry[],
): Promise<readonly UndoConflict[]> {
  const conflicts: UndoConflict[] = [];
  for (const [table, last] of lastByTable(entries)) {
    const facts = tables.get(table);
    const since = await changedSince(writing, own, table, last);
    const current = facts === undefined ? new Map() : await rowsByKey(writing, facts, [...last.keys()]);
    for (const [rowKey, entry] of last) {
      const changedBy = since.get(rowKey) ?? [];
      if (changedBy.length === 0 && facts !== undefined && isAsLeft(facts, entry, current.get(rowKey)))
        continue;
      conflicts.push({ table, key: keyValues(rowKey), changed_by: changedBy });
    }
  }
  return conflicts;
}

function lastByTable(entries: readonly Entry[]): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const tables = new Map<string, Map<string, Entry>>();
  for (const entry of entries) {
    const rows = tables.get(entry.table_name) ?? new Map<string, Entry>();
    rows.set(entry.row_key, entry);
    tables.set(entry.table_name, rows);
  }
  return tables;
}

async function changedSince(
  { connection, scope }: Writing,
  { changes, changeRows }: OwnTables,
  table: string,
  last: ReadonlyMap<string, Entry>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const keys = [...last.keys()];
  for (let start = 0; start < keys.length; start += keysPerQuery) {
    const part = keys.slice(start, start + keysPerQuery);
    const earliest = Math.min(...part.map((rowKey) => last.get(rowKey)?.seq ?? 0));
    const later = await connection.builder
      .select({ row_key: changeRows.row_key, seq: changeRows.seq, change_id: changeRows.change_id })
      .from(changeRows)
      .innerJoin(changes, eq(changes.id, changeRows.change_id))
      .where(
        and(
          eq(changeRows.tenant, scope.tenant),
          eq(changeRows.table_name, table),
          inArray(changeRows.row_key, part),
          gt(changeRows.seq, earliest),
          // an undone change and its undoing cancel out; what an undoing took back is looked at in its own right
          isNull(changes.undone_by),
          eq(changes.kind, 'write'),
        ),
      );
    for (const row of later) {
      if (row.seq <= (last.get(row.row_key)?.seq ?? 0)) continue;
      const ids = found.get(row.row_key) ?? [];
      if (!ids.includes(row.change_id)) found.set(row.row_key, [...ids, row.change_id]);
    }
  }
  return found;
}

/**
 * Compares the columns that the log knows; one added by a later migration says nothing about who changed the row, and
 * neither does the version, which grows when a later change is taken back.
 */
function isAsLeft(facts: TableFacts, entry: Entry, current: AnyRow | undefined): boolean {
  if (entry.after === null || current === undefined) return entry.after === null && current === undefined;
  const left = decodeRow(entry.after);
  return facts.columns.every(
    (column) =>
      column === 'version' || !(column in left) || encodeValue(left[column]) === encodeValue(current[column]),
  );
}
