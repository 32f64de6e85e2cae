import { rowCondition as conditionOf } from '@patchbay/access/sql';
import { eq, type SQL, type TenantTable } from '@patchbay/storage';
import type { CallScope } from '../../deps.ts';
import { policy } from '../../policy.ts';
import type { CrmObject } from '../../records/objects.ts';
import { requireSeen } from '../gate.ts';
import type { CrmDb } from './kernel.ts';

/** A table whose rows may belong to somebody. */
export type OwnedTable = TenantTable & { readonly owner_id?: TenantTable['tenant'] };

/**
 * Which rows the caller sees, as a condition to add to the query's own; undefined for all of them.
 *
 * @throws ToolError `permission_denied` when the role sees no records of the kind.
 */
export function rowCondition(
  db: CrmDb,
  scope: CallScope,
  object: CrmObject,
  { owner_id }: OwnedTable,
): SQL | undefined {
  requireSeen(scope, object);
  const { caller } = scope;
  return conditionOf(policy.rows(caller, object), {
    columns: { owner_id },
    grants: caller.team === undefined ? {} : { team: membersOf(db, caller.team) },
  });
}

function membersOf(db: CrmDb, team: string) {
  const { users } = db.tables;
  return () => db.select({ user_id: users.user_id }).from(users).where(eq(users.team, team));
}
