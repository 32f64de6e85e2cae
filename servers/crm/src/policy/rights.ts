import {
  type ColumnMode,
  type ObjectPolicy,
  type Role,
  type RowFilter,
  rolePolicies,
  type WriteAction,
} from '../policy.ts';
import { type CrmObject, isFieldOf, objectFields } from '../records/objects.ts';
import { maskValue } from './masks.ts';

function policyOf(role: Role, object: CrmObject): ObjectPolicy {
  return rolePolicies[role][object];
}

/** Which rows of a kind a role sees. */
export function rowFilter(role: Role, object: CrmObject): RowFilter {
  return policyOf(role, object).rows;
}

/** How a role sees a field; a field that does not exist is hidden. */
export function columnMode(role: Role, object: CrmObject, field: string): ColumnMode {
  const { rows, masked = [], hidden = [] } = policyOf(role, object);
  if (rows === 'none' || !isFieldOf(object, field) || includes(hidden, field)) return 'hidden';
  return includes(masked, field) ? 'masked' : 'full';
}

function includes(fields: readonly string[], field: string): boolean {
  return fields.includes(field);
}

/** The fields that a role sees of a kind of record, masked ones included, in their usual order. */
export function visibleFields(role: Role, object: CrmObject): readonly string[] {
  return objectFields[object].filter((field) => columnMode(role, object, field) !== 'hidden');
}

/**
 * A row as a role sees it: hidden and unknown fields gone, masked ones masked. Undefined when the role sees no rows of
 * the kind. The one gate through which rows leave; which rows, `rowFilter` says.
 */
export function maskRow(
  role: Role,
  object: CrmObject,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  if (rowFilter(role, object) === 'none') return undefined;
  const seen: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) {
    const mode = columnMode(role, object, field);
    if (mode !== 'hidden') seen[field] = mode === 'full' ? value : maskValue(field, value);
  }
  return seen;
}

/** Whether a role may filter, sort or search by a field: only by those it sees in full, since order and totals tell values. */
export function canFilterOrSortBy(role: Role, object: CrmObject, field: string): boolean {
  return columnMode(role, object, field) === 'full';
}

/** Whether a role may do something to records of a kind; with fields, whether it may write these, which it must see in full. */
export function canWrite(
  role: Role,
  object: CrmObject,
  action: WriteAction,
  fields: readonly string[] = [],
): boolean {
  if (!policyOf(role, object).write.includes(action)) return false;
  return fields.every((field) => columnMode(role, object, field) === 'full');
}

/** Who asks, as far as rows are concerned. */
export interface RowViewer {
  readonly role: Role;
  readonly user_id: string;
  readonly team: string | null;
}

/** Who owns a row. */
export interface RowOwner {
  readonly owner_id: string | null;
  readonly owner_team: string | null;
}

/** Whether a viewer sees a row of that owner: the row filter for one row already at hand. Rows nobody owns are for all teams. */
export function canSeeRow({ role, user_id, team }: RowViewer, object: CrmObject, owner: RowOwner): boolean {
  switch (rowFilter(role, object)) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'own':
      return owner.owner_id === user_id;
    case 'team':
      return (
        owner.owner_id === null || owner.owner_id === user_id || (team !== null && owner.owner_team === team)
      );
  }
}
