import { checkPolicy } from './check.ts';
import type {
  FieldRule,
  ObjectDeclarations,
  PolicyDeclaration,
  Subject,
  WriteAction,
} from './declaration.ts';
import { type Mask, standardMasks } from './masks.ts';
import type { Row } from './memory.ts';
import { allRights, noRights, type Rights } from './rights.ts';
import { type RowFilter, resolveRows } from './rows.ts';
import { allowed, demand, type Refusal, refusals, type Verdict } from './verdict.ts';

/** What a field is wanted for: to be shown, if need be through a mask, or to filter, sort, search or match by. */
export type FieldUse = 'show' | 'filter';

/**
 * Who sees and writes what. A caller's role decides; a role that the policy does not know is its `unknownRole`, or may
 * nothing. Fields that an object does not declare are hidden from everybody.
 */
export interface Policy<Name extends string = string, Role extends string = string> {
  /** All roles, in the order of the declaration. */
  readonly roles: readonly Role[];
  /** The role by which the caller is judged; undefined for one that may nothing. */
  roleOf(caller: Subject): Role | undefined;
  /** How the caller sees a field: the one truth that all the others follow from. */
  rule(caller: Subject, object: Name, field: string): FieldRule;
  /** The fields that the caller may use so, in their usual order. */
  fields(caller: Subject, object: Name, use: FieldUse): readonly string[];
  /** Which rows the caller sees, for `rowCondition` and `rowPredicate`. */
  rows(caller: Subject, object: Name): RowFilter;
  /**
   * A row as the caller may see it: hidden and undeclared fields gone, masked ones masked; only `fields` of it, in their
   * order, when they are given. Which rows, `rows` says.
   *
   * @throws ToolError `permission_denied` when the caller sees no rows of the kind.
   */
  see(caller: Subject, object: Name, row: Row, fields?: readonly string[]): Row;
  /**
   * The fields to return: those asked for, or those of the short set that the caller sees.
   *
   * @throws ToolError as `mayRead` and `mayUse` refuse it.
   */
  choose(
    caller: Subject,
    object: Name,
    asked: readonly string[] | undefined,
    short: readonly string[],
  ): readonly string[];
  /** Whether the caller sees rows of the kind at all. */
  mayRead(caller: Subject, object: Name): Verdict;
  /** Whether the caller may use these fields so; `validation_error` with the nearest name for one that does not exist. */
  mayUse(caller: Subject, object: Name, use: FieldUse, fields: readonly string[]): Verdict;
  /** Whether the caller may do this to rows of the kind, and write these fields, which it must see in full. */
  mayWrite(caller: Subject, object: Name, action: WriteAction, fields?: readonly string[]): Verdict;
}

/**
 * Makes a policy of its declaration.
 *
 * @throws Error when the declaration uses a name that it does not declare, with the place and the nearest name.
 * @example
 * const policy = definePolicy({
 *   objects: { notes: { fields: ['id', 'title', 'email'], owner: 'owner_id' } },
 *   roles: {
 *     editor: { objects: { notes: { rows: 'team', write: ['create', 'update'] } } },
 *     reader: { objects: { notes: { rows: 'all', fields: { email: { mask: 'email' } } } } },
 *   },
 * });
 * demand(policy.mayWrite(caller, 'notes', 'update', ['title']));
 */
export function definePolicy<
  const Objects extends ObjectDeclarations,
  Role extends string,
  OwnMask extends string = never,
  const Grant extends string = never,
>(declaration: PolicyDeclaration<Objects, Role, OwnMask, Grant>): Policy<keyof Objects & string, Role> {
  checkPolicy(declaration);
  return policyOver<keyof Objects & string, Role>(declaration);
}

function policyOver<Name extends string, Role extends string>(
  declaration: PolicyDeclaration<ObjectDeclarations, Role>,
): Policy<Name, Role> {
  const { roles, unknownRole } = declaration;
  const masks: Readonly<Record<string, Mask>> = { ...standardMasks, ...declaration.masks };
  const rights = allRights(declaration);
  const isRole = (name: string): name is Role => Object.hasOwn(roles, name);
  const roleOf = ({ role }: Subject) => (isRole(role) ? role : unknownRole);
  const rightsOf = (caller: Subject, object: Name) => {
    const role = roleOf(caller);
    return (role === undefined ? undefined : rights.get(role)?.get(object)) ?? noRights;
  };
  const mayRead = (caller: Subject, object: Name) =>
    rightsOf(caller, object).rows === 'none' ? refusals.unseen(roleOf(caller), object) : allowed;
  const mayUse: Policy<Name>['mayUse'] = (caller, object, use, fields) =>
    refusedUse(roleOf(caller), object, rightsOf(caller, object), use, fields) ?? allowed;
  return {
    roles: Object.keys(roles).filter(isRole),
    roleOf,
    rule: (caller, object, field) => rightsOf(caller, object).rules.get(field) ?? 'hidden',
    fields: (caller, object, use) => rightsOf(caller, object)[use],
    rows: (caller, object) => {
      const { rows, owner } = rightsOf(caller, object);
      return resolveRows(rows, owner, caller);
    },
    see: (caller, object, row, fields) => {
      demand(mayRead(caller, object));
      return seen(row, rightsOf(caller, object).rules, masks, fields);
    },
    choose: (caller, object, asked, short) => {
      demand(mayUse(caller, object, 'show', asked ?? []));
      return asked ?? short.filter((field) => rightsOf(caller, object).show.includes(field));
    },
    mayRead,
    mayUse,
    mayWrite: (caller, object, action, fields = []) =>
      refusedWrite(roleOf(caller), object, rightsOf(caller, object), action, fields) ?? allowed,
  };
}

function seen(
  row: Row,
  rules: Rights['rules'],
  masks: Readonly<Record<string, Mask>>,
  fields: readonly string[] = Object.keys(row),
): Row {
  const shown: Record<string, unknown> = {};
  for (const field of fields) {
    const rule = rules.get(field);
    if (rule === undefined || rule === 'hidden' || !Object.hasOwn(row, field)) continue;
    shown[field] = rule === 'full' ? row[field] : (masked(row[field], masks[rule.mask]) ?? null);
  }
  return shown;
}

/** Null stays null; a value whose mask is missing is not shown either. */
function masked(value: unknown, mask: Mask | undefined): unknown {
  return value === null || value === undefined ? null : mask?.(value);
}

function refusedUse(
  role: string | undefined,
  object: string,
  { rows, rules, show, filter }: Rights,
  use: FieldUse,
  fields: readonly string[],
): Refusal | undefined {
  if (rows === 'none') return refusals.unseen(role, object);
  for (const field of fields) {
    const rule = rules.get(field);
    if (rule === undefined) return refusals.unknown(object, field, show);
    if (use === 'filter' && rule !== 'full') return refusals.filter(role, object, field, filter);
    if (rule === 'hidden') return refusals.hidden(role, object, field);
  }
  return undefined;
}

function refusedWrite(
  role: string | undefined,
  object: string,
  { write, rules }: Rights,
  action: WriteAction,
  fields: readonly string[],
): Refusal | undefined {
  if (!write.includes(action)) return refusals.action(role, object, action);
  const refused = fields.filter((field) => rules.get(field) !== 'full');
  return refused.length === 0 ? undefined : refusals.write(role, object, refused);
}
