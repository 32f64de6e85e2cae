import { checkWrites } from './check.ts';
import type {
  FieldRule,
  ObjectDeclaration,
  ObjectRule,
  PolicyDeclaration,
  RowRule,
  WriteAction,
} from './declaration.ts';

/** What a role may do with one kind of row, with everything it inherits. */
export interface Rights {
  readonly rows: RowRule;
  readonly owner: string | undefined;
  readonly write: readonly WriteAction[];
  /** How each declared field is seen. */
  readonly rules: ReadonlyMap<string, FieldRule>;
  /** The fields that are seen, masked or not. */
  readonly show: readonly string[];
  /** The fields that are seen in full. */
  readonly filter: readonly string[];
}

/** What nobody was given: no rows, no fields, no writes. */
export const noRights: Rights = {
  rows: 'none',
  owner: undefined,
  write: [],
  rules: new Map(),
  show: [],
  filter: [],
};

/** The rights of every role to every kind of row, by role and kind. @throws Error as `checkWrites`. */
export function allRights({
  objects,
  roles,
}: PolicyDeclaration): ReadonlyMap<string, ReadonlyMap<string, Rights>> {
  const rightsOf = (role: string) =>
    Object.entries(objects).map(([name, object]): [string, Rights] => {
      const rights = rightsTo(object, inherited(role, name, roles));
      checkWrites(`role "${role}", object "${name}"`, rights.rows, rights.write);
      return [name, rights];
    });
  return new Map(Object.keys(roles).map((role) => [role, new Map(rightsOf(role))]));
}

/** The rule of a role for a kind of row: its own parts over those of the role it extends, fields one by one. */
function inherited(role: string, object: string, roles: PolicyDeclaration['roles']): ObjectRule {
  const declared = roles[role];
  const own = declared?.objects[object] ?? {};
  if (declared?.extends === undefined) return own;
  const parent = inherited(declared.extends, object, roles);
  return { ...parent, ...own, fields: { ...parent.fields, ...own.fields } };
}

function rightsTo(
  { fields: declared, owner }: ObjectDeclaration,
  { rows = 'none', write = [], fields = {} }: ObjectRule,
): Rights {
  const exceptions = new Map(Object.entries<FieldRule | undefined>(fields));
  const ruleOf = (field: string): FieldRule =>
    rows === 'none' ? 'hidden' : (exceptions.get(field) ?? exceptions.get('*') ?? 'full');
  const rules = new Map(declared.map((field) => [field, ruleOf(field)]));
  const show = declared.filter((field) => rules.get(field) !== 'hidden');
  return { rows, owner, write, rules, show, filter: show.filter((field) => rules.get(field) === 'full') };
}
