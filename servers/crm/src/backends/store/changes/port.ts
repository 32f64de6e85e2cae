import type { WriteAction } from '@patchbay/access';
import { notFound, permissionDenied } from '@patchbay/core';
import type { Change, ChangedRow, UndoConflict } from '@patchbay/storage';
import { inArray } from '@patchbay/storage';
import type { CallScope, ChangeLog, SeenRecord } from '../../../deps.ts';
import { policy } from '../../../policy.ts';
import type { CrmObject } from '../../../records/objects.ts';
import { roleOf, see, sees, seesAny } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';

/** Looking back and taking back in the store. */
export function createChangeLog(kernel: Kernel): ChangeLog {
  return {
    get: (change_id, scope) => kernel.read(scope, (db) => seenChange(db, scope, change_id)),
    undo: async (change_id, scope) =>
      kernel.write(scope, async (db) => {
        const change = await readChange(db, change_id);
        const seen = await visibleOnly(db, scope, change);
        if (seen.length === 0) throw noChange(change_id);
        if (seen.length < change.rows.length) throw notWhollySeen(change_id);
        requireUndo(scope, change);
        const dryRun = scope.dryRun === true;
        const outcome = await db.undo(change_id, { dryRun });
        const reverted = outcome.rows.length;
        return { undone: !dryRun, reverted, conflicts: outcome.conflicts.map(describedConflict) };
      }),
  };
}

/** The kind of record that a row of a table belongs to. */
function objectOf({ table, before, after }: ChangedRow): CrmObject | undefined {
  const object = parents[table] ?? table;
  const named = object === 'row' ? String((after ?? before)?.['object']) : object;
  return objects.find((each) => each === named);
}

const objects = [
  'leads',
  'companies',
  'contacts',
  'deals',
  'activities',
  'orders',
  'products',
  'users',
] as const;

const parents: Readonly<Record<string, string>> = {
  activity_links: 'activities',
  stage_history: 'row',
  duplicate_keys: 'row',
  order_lines: 'orders',
  stock_moves: 'products',
};

/** Tables whose rows follow from others: neither shown in a difference nor asked for rights. */
const derivedTables: ReadonlySet<string> = new Set(['duplicate_keys', 'stage_history', 'stock_moves']);

async function readChange(db: CrmDb, change_id: string): Promise<Change> {
  const change = await db.getChange(change_id);
  if (change === undefined) throw noChange(change_id);
  return change;
}

function noChange(change_id: string) {
  return notFound(`No change has the id ${JSON.stringify(change_id.slice(0, 60))}.`, {
    hint: 'Use the change_id that a write returned.',
  });
}

function notWhollySeen(change_id: string) {
  return permissionDenied(`The change ${change_id} touched records that your role does not see.`, {
    hint: 'Ask somebody who sees all of them to undo it.',
  });
}

/** The rows of a change that belong to records which the caller sees, as they were before or are after it. */
async function visibleOnly(db: CrmDb, scope: CallScope, { rows }: Change): Promise<readonly ChangedRow[]> {
  const owners = rows.flatMap((row) => ownersOf(row)).filter((owner) => owner !== null);
  const teams = await teamsOf(db, owners);
  const shown = rows.filter((row) => {
    const object = objectOf(row);
    if (object === undefined || !seesAny(scope, object)) return false;
    if (row.table !== object) return true;
    return ownersOf(row).every((owner_id) =>
      sees(scope, object, {
        owner_id,
        owner_team: owner_id === null ? null : teams.get(owner_id),
      }),
    );
  });
  return shown.some(({ table }) => !derivedTables.has(table)) ? shown : [];
}

function ownersOf({ before, after }: ChangedRow): readonly (string | null)[] {
  return [before, after].flatMap((row) => {
    if (row === undefined || !('owner_id' in row)) return [];
    return [typeof row['owner_id'] === 'string' ? row['owner_id'] : null];
  });
}

async function teamsOf(db: CrmDb, owners: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const { users } = db.tables;
  if (owners.length === 0) return new Map();
  const rows = await db
    .select({ user_id: users.user_id, team: users.team })
    .from(users)
    .where(inArray(users.user_id, [...new Set(owners)]));
  return new Map(rows.map(({ user_id, team }) => [user_id, team]));
}

/**
 * Whoever may make a change may take it back; somebody else's only who has the right to do the reverse.
 *
 * @throws ToolError `permission_denied`.
 */
function requireUndo(scope: CallScope, change: Change): void {
  const isOwn = change.actor === scope.caller.id;
  for (const row of change.rows) {
    const object = objectOf(row);
    if (object === undefined || derivedTables.has(row.table)) continue;
    const action = row.table === object ? actionOf(row, isOwn) : 'update';
    const isChild = row.table !== object;
    if (policy.mayWrite(scope.caller, object, action).allowed || (isChild && isOwn)) continue;
    throw permissionDenied(
      `The role ${roleOf(scope)} cannot undo this change: it may not ${action} ${object}.`,
      {
        hint: 'Ask somebody with another role to undo it.',
      },
    );
  }
}

function actionOf({ before, after }: ChangedRow, isOwn: boolean): WriteAction {
  if (before === undefined) return isOwn ? 'create' : 'delete';
  if (after === undefined) return isOwn ? 'delete' : 'create';
  return 'update';
}

function describedConflict({ table, key, changed_by }: UndoConflict): string {
  const by = changed_by.length === 0 ? 'changed since' : `changed since by ${changed_by.join(', ')}`;
  return `${table} ${key.join(', ')}: ${by}`;
}

async function seenChange(db: CrmDb, scope: CallScope, change_id: string): Promise<SeenRecord> {
  const change = await readChange(db, change_id);
  const rows = await visibleOnly(db, scope, change);
  if (rows.length === 0) throw noChange(change_id);
  const { at, actor, tool, kind, undoes, undone_by } = change;
  return {
    change_id,
    at,
    actor,
    ...(tool !== undefined && { tool }),
    kind,
    ...(undoes !== undefined && { undoes }),
    ...(undone_by !== undefined && { undone_by }),
    records: rows.flatMap((row) => difference(scope, row)),
  };
}

/** What changed of one record, as far as the caller sees its fields. */
function difference(scope: CallScope, row: ChangedRow): readonly SeenRecord[] {
  const object = objectOf(row);
  if (object === undefined || row.table !== object) return [];
  const { before, after } = row;
  const action = before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated';
  const fields = policy
    .fields(scope.caller, object, 'show')
    .filter((field) => !same(before?.[field], after?.[field]));
  const [was, is] = [before, after].map((side) => (side === undefined ? {} : see(scope, object, side)));
  const changes = Object.fromEntries(
    fields.map((field) => [field, { before: was?.[field] ?? null, after: is?.[field] ?? null }]),
  );
  return [{ object_type: object, id: row.key.join(','), action, fields: changes }];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
