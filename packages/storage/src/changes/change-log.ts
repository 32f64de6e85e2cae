import { notFound, permissionDenied } from '@patchbay/core';
import { isJobId } from '../jobs/store-jobs.ts';
import type { UndoConflict } from '../log/conflicts.ts';
import type { Change, ChangedRow } from '../log/history.ts';
import type { CallScope } from '../server/call-scope.ts';
import type { StoreKernel } from '../server/kernel.ts';
import type { Tables } from '../tables.ts';
import type { TenantDb } from '../tenant/db.ts';

/** What a change did to one record, as far as the caller sees its fields. */
export interface SeenDifference {
  readonly object_type: string;
  readonly id: string;
  readonly action: 'created' | 'updated' | 'deleted';
  /** Field → its value before and after; null where there was none. */
  readonly fields: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}

/** A change as the caller may see it. */
export interface SeenChange
  extends Pick<Change, 'change_id' | 'at' | 'actor' | 'tool' | 'kind' | 'undoes' | 'undone_by'> {
  readonly records: readonly SeenDifference[];
}

/** What taking back a change did, or would do. */
export interface UndoReport {
  readonly undone: boolean;
  /** How many rows are as they were. */
  readonly reverted: number;
  /** What is in the way, in words; always empty unless for a rehearsal. */
  readonly conflicts: readonly string[];
}

/** Looking back and taking back, under the caller's rights. */
export interface ChangeLog {
  /** @throws ToolError `not_found` also for a change of which the caller sees nothing. */
  get(change_id: string, scope: CallScope): Promise<SeenChange>;
  /**
   * Takes a change back, or cancels the job of that id.
   *
   * @throws ToolError `not_found`, `permission_denied`, or `conflict` when its rows were changed since.
   */
  undo(change_id: string, scope: CallScope): Promise<UndoReport>;
}

/** Who may see and take back what; {@link policyGate} is one over a policy. */
export interface ChangeGate<T extends Tables> {
  /** The rows of a change that the caller may know of: none of them, and the change does not exist for it. */
  visible(db: TenantDb<T>, scope: CallScope, change: Change): Promise<readonly ChangedRow[]>;
  /** @throws ToolError `permission_denied` unless the caller may take the change back. */
  requireUndo(scope: CallScope, change: Change): void;
  /** What became of the record that a row is; undefined for a row that is a part of one. */
  difference(scope: CallScope, row: ChangedRow): SeenDifference | undefined;
}

/** The change log of a store, behind a gate. */
export function changeLog<T extends Tables>(
  { read, write, jobs }: Pick<StoreKernel<T>, 'read' | 'write' | 'jobs'>,
  gate: ChangeGate<T>,
): ChangeLog {
  return {
    get: (change_id, scope) =>
      read(scope, async (db) => {
        const { change, rows } = await seenChange(db, gate, scope, change_id);
        const { rows: _rows, unlogged: _unlogged, correlation_id: _id, ...facts } = change;
        return { ...facts, records: rows.flatMap((row) => gate.difference(scope, row) ?? []) };
      }),
    async undo(change_id, scope) {
      const dryRun = scope.dryRun === true;
      if (isJobId(change_id)) {
        await jobs.cancel(change_id, scope);
        return { undone: !dryRun, reverted: 0, conflicts: [] };
      }
      return write(scope, async (db) => {
        const { change, rows } = await seenChange(db, gate, scope, change_id);
        if (rows.length < change.rows.length) throw notWhollySeen(change_id);
        gate.requireUndo(scope, change);
        const outcome = await db.undo(change_id, { dryRun });
        return {
          undone: !dryRun,
          reverted: outcome.rows.length,
          conflicts: outcome.conflicts.map(describedConflict),
        };
      });
    },
  };
}

async function seenChange<T extends Tables>(
  db: TenantDb<T>,
  gate: ChangeGate<T>,
  scope: CallScope,
  change_id: string,
): Promise<{ readonly change: Change; readonly rows: readonly ChangedRow[] }> {
  const change = await db.getChange(change_id);
  const rows = change === undefined ? [] : await gate.visible(db, scope, change);
  if (change === undefined || rows.length === 0) {
    throw notFound(`No change has the id ${JSON.stringify(change_id.slice(0, 60))}.`, {
      hint: 'Use the change_id that a write returned.',
    });
  }
  return { change, rows };
}

function notWhollySeen(change_id: string) {
  return permissionDenied(`The change ${change_id} touched records that your role does not see.`, {
    hint: 'Ask somebody who sees all of them to undo it.',
  });
}

function describedConflict({ table, key, changed_by }: UndoConflict): string {
  const by = changed_by.length === 0 ? 'changed since' : `changed since by ${changed_by.join(', ')}`;
  return `${table} ${key.join(', ')}: ${by}`;
}
