import { conflict, notFound, ToolError } from '@patchbay/core';
import { and, asc, eq } from 'drizzle-orm';
import type { OwnTables } from '../own/tables.ts';
import { type Entry, type UndoConflict, undoConflicts } from './conflicts.ts';
import { restoreRows } from './restore.ts';
import type { Undoing } from './undoing.ts';
import { keyValues } from './values.ts';

/** How a change is taken back. */
export interface UndoOptions {
  /** Tries everything, says what would happen, and leaves all as it is. */
  readonly dryRun?: boolean;
}

/** What taking back a change did to one row. */
export interface UndoneRow {
  readonly table: string;
  readonly key: readonly unknown[];
  readonly action: 'removed' | 'restored' | 'reverted';
}

/** What taking back a change did, or would do. */
export interface UndoOutcome {
  readonly undone: string;
  /** The undoing is a change too, and can be undone; absent from a dry run. */
  readonly change_id?: string;
  readonly rows: readonly UndoneRow[];
  /** Why it would be refused; always empty unless for a dry run. */
  readonly conflicts: readonly UndoConflict[];
}

/**
 * Takes back all that a change did, latest row first: what it created is removed, what it deleted comes back with its
 * id, what it updated gets its former values. Versions are no values: they go on growing.
 *
 * @throws ToolError `not_found`; `conflict` when it has been undone already, when it wrote to tables that the log does not
 * keep, or when rows were changed since, which `details.conflicts` lists together with the changes to undo first.
 */
export async function undoChange(
  undoing: Undoing,
  changeId: string,
  options: UndoOptions,
): Promise<UndoOutcome> {
  const header = await headerOf(undoing, changeId);
  const logged = await entriesOf(undoing, changeId);
  // a table may have been logged before it was declared to be renewed
  const entries = logged.filter(({ table_name }) => undoing.tables.get(table_name)?.role !== 'renewed');
  const conflicts = await undoConflicts(undoing, undoing.own, undoing.tables, entries);
  const rows = summary(entries);
  if (options.dryRun === true) {
    const more = conflicts.length > 0 ? conflicts : await triedConflicts(undoing, entries);
    return { undone: changeId, rows, conflicts: more };
  }
  if (conflicts.length > 0) throw changedSince(changeId, conflicts);
  await restoreRows(undoing, entries);
  await markUndone(undoing, header);
  return { undone: changeId, change_id: undoing.recorder.changeId, rows, conflicts: [] };
}

type Header = OwnTables['changes']['$inferSelect'];

async function headerOf({ connection, own, scope }: Undoing, changeId: string): Promise<Header> {
  const { changes } = own;
  const [header] = await connection.builder
    .select()
    .from(changes)
    .where(and(eq(changes.tenant, scope.tenant), eq(changes.id, changeId)));
  if (header === undefined) {
    throw notFound(`No change has the id ${changeId}.`, {
      hint: 'Use the change_id that a write returned, or read the history of the record.',
    });
  }
  if (header.undone_by !== null) {
    throw conflict(`The change ${changeId} has been undone already.`, {
      hint: `To make it again, undo the change ${header.undone_by}.`,
      details: { undone_by: header.undone_by },
    });
  }
  if (header.unlogged !== null) {
    throw conflict(
      `The change ${changeId} cannot be undone: of ${header.unlogged.join(', ')} no former rows are kept.`,
      {
        hint: 'Make the opposite change with the tool that made this one.',
        details: { unlogged: header.unlogged },
      },
    );
  }
  return header;
}

function entriesOf({ connection, own }: Undoing, changeId: string): Promise<Entry[]> {
  const { changeRows } = own;
  return connection.builder
    .select()
    .from(changeRows)
    .where(eq(changeRows.change_id, changeId))
    .orderBy(asc(changeRows.position));
}

async function markUndone({ connection, own, recorder }: Undoing, header: Header): Promise<void> {
  const { changes } = own;
  recorder.undoes(header.id);
  await connection.builder
    .update(changes)
    .set({ undone_by: recorder.changeId })
    .where(eq(changes.id, header.id));
  // undoing an undoing makes the change before it stand again
  if (header.undoes !== null) {
    await connection.builder.update(changes).set({ undone_by: null }).where(eq(changes.id, header.undoes));
  }
}

/** Finds what only the database can tell, such as rows that refer to one that would go. */
async function triedConflicts(undoing: Undoing, entries: readonly Entry[]): Promise<readonly UndoConflict[]> {
  try {
    await undoing.attempt(() => restoreRows(undoing, entries));
    return [];
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'conflict') throw error;
    const [first] = entries;
    return first === undefined
      ? []
      : [{ table: first.table_name, key: keyValues(first.row_key), changed_by: [] }];
  }
}

function summary(entries: readonly Entry[]): readonly UndoneRow[] {
  const spans = new Map<string, { first: Entry; last: Entry }>();
  for (const entry of entries) {
    const id = JSON.stringify([entry.table_name, entry.row_key]);
    spans.set(id, { first: spans.get(id)?.first ?? entry, last: entry });
  }
  return [...spans.values()].flatMap(({ first, last }) => {
    if (first.before === null && last.after === null) return [];
    const action = first.before === null ? 'removed' : last.after === null ? 'restored' : 'reverted';
    return [{ table: first.table_name, key: keyValues(first.row_key), action } as const];
  });
}

function changedSince(changeId: string, conflicts: readonly UndoConflict[]): ToolError {
  const shown = conflicts.slice(0, 20);
  const named = shown.map(({ table, key }) => `${table} ${key.join(', ')}`).join('; ');
  const rest = conflicts.length > shown.length ? ` and ${conflicts.length - shown.length} more` : '';
  return conflict(`The change ${changeId} cannot be undone: changed since: ${named}${rest}.`, {
    hint: 'Undo the later changes first, newest first, or change the records directly.',
    details: { conflicts: shown, conflict_count: conflicts.length },
  });
}
