import { type MemoryGrants, type Policy, rowPredicate, type WriteAction } from '@patchbay/access';
import { permissionDenied } from '@patchbay/core';
import type { Change, ChangedRow } from '../log/history.ts';
import type { CallScope } from '../server/call-scope.ts';
import type { AnyRow, Tables } from '../tables.ts';
import type { TenantDb } from '../tenant/db.ts';
import type { ChangeGate, SeenDifference } from './change-log.ts';

/** What a policy needs to know of a store's tables to decide about changes. */
export interface PolicyGateOptions<T extends Tables, Name extends string> {
  readonly policy: Policy<Name>;
  /**
   * The object of the policy that the rows of each table belong to, or how a row tells it. A table of the object's own
   * name holds its records, any other one parts of them; rows of tables that are not named are seen by nobody.
   */
  readonly objects: Readonly<Record<string, Name | ((row: AnyRow) => Name | undefined)>>;
  /** Tables whose rows follow from others: a change of these alone is shown to nobody, and they ask for no rights. */
  readonly following?: readonly string[];
  /** What the caller's grants hold, where the policy names any. */
  grants?(db: TenantDb<T>, scope: CallScope, rows: readonly AnyRow[]): Promise<MemoryGrants>;
}

/**
 * Lets a policy decide about changes: a record must be visible as it was and as it is; whoever may make a change may take
 * it back, and somebody else's only who has the right to do the reverse.
 */
export function policyGate<T extends Tables, Name extends string>(
  options: PolicyGateOptions<T, Name>,
): ChangeGate<T> {
  const { policy, objects, following = [] } = options;
  const objectOf = (row: ChangedRow) => {
    const object = Object.hasOwn(objects, row.table) ? objects[row.table] : undefined;
    return typeof object === 'function' ? object(row.after ?? row.before ?? {}) : object;
  };
  const isRecord = (row: ChangedRow) => row.table === objectOf(row);
  const follows = ({ table }: ChangedRow) => following.includes(table);
  return {
    async visible(db, scope, { rows }) {
      const grants = (await options.grants?.(db, scope, rows.flatMap(sidesOf))) ?? {};
      const shown = rows.filter((row) => {
        const object = objectOf(row);
        if (object === undefined || !policy.mayRead(scope.caller, object).allowed) return false;
        const sees = rowPredicate(policy.rows(scope.caller, object), grants);
        return !isRecord(row) || sidesOf(row).every(sees);
      });
      // a part alone tells that there is a record, unless the change is of parts alone
      const told = rows.some(isRecord) ? shown.filter(isRecord) : shown;
      return told.every(follows) ? [] : shown;
    },
    requireUndo(scope, change) {
      for (const row of change.rows) {
        const object = objectOf(row);
        if (object !== undefined && !follows(row)) requireReverse(policy, scope, change, row, object);
      }
    },
    difference(scope, row) {
      const object = objectOf(row);
      return object === undefined || row.table !== object
        ? undefined
        : seenDifference(policy, scope, row, object);
    },
  };
}

function sidesOf({ before, after }: ChangedRow): readonly AnyRow[] {
  return [before, after].filter((side) => side !== undefined);
}

/** @throws ToolError `permission_denied`. */
function requireReverse<Name extends string>(
  policy: Policy<Name>,
  { caller }: CallScope,
  { actor }: Change,
  row: ChangedRow,
  object: Name,
): void {
  const isOwn = actor === caller.id;
  const isPart = row.table !== object;
  const action = isPart ? 'update' : actionOf(row, isOwn);
  if (policy.mayWrite(caller, object, action).allowed || (isPart && isOwn)) return;
  throw permissionDenied(
    `The role ${policy.roleOf(caller)} cannot undo this change: it may not ${action} ${object}.`,
    { hint: 'Ask somebody with another role to undo it.' },
  );
}

/** What was done, for whoever did it; else what taking it back does. */
function actionOf({ before, after }: ChangedRow, isOwn: boolean): WriteAction {
  if (before === undefined) return isOwn ? 'create' : 'delete';
  if (after === undefined) return isOwn ? 'delete' : 'create';
  return 'update';
}

function seenDifference<Name extends string>(
  policy: Policy<Name>,
  { caller }: CallScope,
  { key, before, after }: ChangedRow,
  object: Name,
): SeenDifference {
  const fields = policy
    .fields(caller, object, 'show')
    .filter((field) => !same(before?.[field], after?.[field]));
  const [was, is] = [before, after].map((side) =>
    side === undefined ? {} : policy.see(caller, object, side),
  );
  return {
    object_type: object,
    id: key.join(','),
    action: before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated',
    fields: Object.fromEntries(
      fields.map((field) => [field, { before: was?.[field] ?? null, after: is?.[field] ?? null }]),
    ),
  };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
