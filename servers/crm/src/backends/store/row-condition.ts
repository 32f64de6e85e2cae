import { eq, expr, inArray, isNull, or, type SQL, type TenantTable } from '@patchbay/storage';
import type { CallScope } from '../../deps.ts';
import { rowFilter } from '../../policy/rights.ts';
import type { CrmObject } from '../../records/objects.ts';
import { roleOf, unseen } from '../gate.ts';
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
  const filter = rowFilter(roleOf(scope), object);
  if (filter === 'none') throw unseen(scope, object);
  if (filter === 'all') return undefined;
  if (owner_id === undefined) return expr`1 = 0`;
  const own = eq(owner_id, scope.caller.id);
  if (filter === 'own') return own;
  const { users } = db.tables;
  const { team } = scope.caller;
  if (team === undefined) return or(isNull(owner_id), own);
  const members = db.select({ user_id: users.user_id }).from(users).where(eq(users.team, team));
  return or(isNull(owner_id), own, inArray(owner_id, members));
}
