import { permissionDenied, type ToolError, validationError } from '@patchbay/schemas';
import {
  canFilterOrSortBy,
  canWrite,
  columnMode,
  maskRow,
  rowFilter,
  visibleFields,
} from '../policy/rights.ts';
import { type Role, roles, type WriteAction } from '../policy.ts';
import type { CallScope, SeenRecord } from '../ports/shared.ts';
import { type CrmObject, isFieldOf, objectFields } from '../records/objects.ts';
import { nearest } from '../search/nearest.ts';

/** The caller's role. A role that the CRM does not know is a viewer: the one that sees least and writes nothing. */
export function roleOf({ caller }: CallScope): Role {
  return roles.find((role) => role === caller.role) ?? 'viewer';
}

/** @throws ToolError `permission_denied` when the caller's role sees no records of the kind. */
export function requireSeen(scope: CallScope, object: CrmObject): void {
  if (rowFilter(roleOf(scope), object) === 'none') throw unseen(scope, object);
}

/** @throws ToolError `permission_denied` unless the role sees the field in full, which filters, sorts and searches need. */
export function requireFilter(scope: CallScope, object: CrmObject, field: string): void {
  const role = roleOf(scope);
  if (!isFieldOf(object, field)) throw unknownField(scope, object, field);
  if (canFilterOrSortBy(role, object, field)) return;
  throw permissionDenied(`The role ${role} cannot filter, sort or search ${object} by ${field}.`, {
    hint: `Use one of: ${visibleFields(role, object)
      .filter((name) => canFilterOrSortBy(role, object, name))
      .join(', ')}.`,
  });
}

/** @throws ToolError `permission_denied` unless the role may do this to records of the kind and write these fields. */
export function requireWrite(
  scope: CallScope,
  object: CrmObject,
  action: WriteAction,
  fields: readonly string[] = [],
): void {
  const role = roleOf(scope);
  if (!canWrite(role, object, action)) {
    throw permissionDenied(`The role ${role} cannot ${action} ${object}.`, {
      hint: 'Ask somebody with another role to do it.',
    });
  }
  const refused = fields.filter((field) => !canWrite(role, object, action, [field]));
  if (refused.length === 0) return;
  throw permissionDenied(`The role ${role} cannot write ${refused.join(', ')} of ${object}.`, {
    hint: 'Leave these fields out.',
  });
}

/** A row as the caller may see it: the one gate through which rows leave. Only `fields` of it when they are given. */
export function see(
  scope: CallScope,
  object: CrmObject,
  row: Readonly<Record<string, unknown>>,
  fields?: readonly string[],
): SeenRecord {
  const seen = maskRow(roleOf(scope), object, row);
  if (seen === undefined) throw unseen(scope, object);
  if (fields === undefined) return seen;
  return Object.fromEntries(fields.flatMap((field) => (field in seen ? [[field, seen[field]]] : [])));
}

/**
 * The fields to return: those asked for, or those of the short set that the role sees.
 *
 * @throws ToolError `validation_error` naming the nearest field for one that does not exist, `permission_denied` for one
 * that is hidden from the role.
 */
export function chosenFields(
  scope: CallScope,
  object: CrmObject,
  asked: readonly string[] | undefined,
  short: readonly string[],
): readonly string[] {
  requireSeen(scope, object);
  const role = roleOf(scope);
  if (asked === undefined) return short.filter((field) => columnMode(role, object, field) !== 'hidden');
  for (const field of asked) {
    if (!isFieldOf(object, field)) throw unknownField(scope, object, field);
    if (columnMode(role, object, field) !== 'hidden') continue;
    throw permissionDenied(`The role ${role} does not see ${field} of ${object}.`, {
      hint: `Leave ${field} out of fields.`,
    });
  }
  return asked;
}

/** The error for records of a kind of which the caller's role sees none. */
export function unseen(scope: CallScope, object: CrmObject): ToolError {
  return permissionDenied(`The role ${roleOf(scope)} does not see ${object}.`, {
    hint: 'Ask somebody with another role, or work with other records.',
  });
}

function unknownField(scope: CallScope, object: CrmObject, field: string): ToolError {
  const known = objectFields[object].filter((name) => columnMode(roleOf(scope), object, name) !== 'hidden');
  const near = nearest(field, known);
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  return validationError(`${object} have no field "${field.slice(0, 60)}".${guess}`, {
    hint: `Fields: ${known.join(', ')}.`,
  });
}
