import { demand, rowPredicate, type WriteAction } from '@patchbay/access';
import { policy, type Role } from '../policy.ts';
import type { CallScope, SeenRecord } from '../ports/shared.ts';
import type { CrmObject } from '../records/objects.ts';

/** The role by which the caller is judged. */
export function roleOf({ caller }: CallScope): Role | undefined {
  return policy.roleOf(caller);
}

/** @throws ToolError `permission_denied` when the caller's role sees no records of the kind. */
export function requireSeen({ caller }: CallScope, object: CrmObject): void {
  demand(policy.mayRead(caller, object));
}

/** @throws ToolError `permission_denied` unless the role sees the field in full, which filters, sorts and searches need. */
export function requireFilter({ caller }: CallScope, object: CrmObject, field: string): void {
  demand(policy.mayUse(caller, object, 'filter', [field]));
}

/** @throws ToolError `permission_denied` unless the role may do this to records of the kind and write these fields. */
export function requireWrite(
  { caller }: CallScope,
  object: CrmObject,
  action: WriteAction,
  fields?: readonly string[],
): void {
  demand(policy.mayWrite(caller, object, action, fields));
}

/** Whether the caller sees records of the kind at all. */
export function seesAny({ caller }: CallScope, object: CrmObject): boolean {
  return policy.mayRead(caller, object).allowed;
}

/** Whether the caller sees every record of the kind, whoever owns it. */
export function seesAll({ caller }: CallScope, object: CrmObject): boolean {
  return policy.rows(caller, object) === 'all';
}

/** Whether the caller sees the field as it is, and so may have it sorted, searched, matched and counted. */
export function seesInFull({ caller }: CallScope, object: CrmObject, field: string): boolean {
  return policy.rule(caller, object, field) === 'full';
}

/** Who owns a record, and the team of its owner. */
export interface Owned {
  readonly owner_id?: string | null | undefined;
  readonly owner_team?: string | null | undefined;
}

/** Whether the caller sees a record of that owner: what `rowCondition` is in the store, for a record at hand. */
export function sees({ caller }: CallScope, object: CrmObject, { owner_id, owner_team }: Owned): boolean {
  const { team } = caller;
  const grants = team === undefined ? {} : { team: () => owner_team === team };
  return rowPredicate(policy.rows(caller, object), grants)({ owner_id });
}

/** A row as the caller may see it: the one gate through which rows leave. Only `fields` of it when they are given. */
export function see(
  { caller }: CallScope,
  object: CrmObject,
  row: Readonly<Record<string, unknown>>,
  fields?: readonly string[],
): SeenRecord {
  return policy.see(caller, object, row, fields);
}

/**
 * The fields to return: those asked for, or those of the short set that the role sees.
 *
 * @throws ToolError `validation_error` naming the nearest field for one that does not exist, `permission_denied` for one
 * that is hidden from the role.
 */
export function chosenFields(
  { caller }: CallScope,
  object: CrmObject,
  asked: readonly string[] | undefined,
  short: readonly string[],
): readonly string[] {
  return policy.choose(caller, object, asked, short);
}
