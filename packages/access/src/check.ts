import { didYouMean } from '@patchbay/core';
import type {
  FieldRule,
  ObjectDeclaration,
  ObjectRule,
  PolicyDeclaration,
  RoleDeclaration,
  RowRule,
} from './declaration.ts';
import { standardMasks } from './masks.ts';

/** The names that rules of one kind of row may use. */
interface Names {
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  readonly masks: readonly string[];
  readonly grants: readonly string[];
  readonly owner: string | undefined;
}

const actions = ['create', 'update', 'delete'];
const callerValues = ['id', 'tenant', 'team'];

/** @throws Error at the first name that a declaration uses and does not know, saying where and what was likely meant. */
export function checkPolicy(declaration: PolicyDeclaration): void {
  const { objects, roles, unknownRole } = declaration;
  for (const [name, object] of Object.entries(objects)) checkObject(`object "${name}"`, object);
  if (unknownRole !== undefined) known('unknownRole', 'role', unknownRole, Object.keys(roles));
  for (const [name, role] of Object.entries(roles)) {
    checkLineage(name, roles);
    for (const [object, rule] of Object.entries(role.objects)) {
      const where = `role "${name}", object "${object}"`;
      known(where, 'object', object, Object.keys(objects));
      const declared = objects[object];
      if (declared !== undefined && rule !== undefined)
        checkRule(where, rule, namesOf(declared, declaration));
    }
  }
}

/** @throws Error when a role that sees no rows of a kind may write them: its writes would tell what is there. */
export function checkWrites(where: string, rows: RowRule, write: readonly string[]): void {
  if (rows === 'none' && write.length > 0) fail(where, `writes rows that it does not see; give it rows`);
}

function checkObject(where: string, { fields, owner, columns = [] }: ObjectDeclaration): void {
  for (const names of [fields, columns]) {
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) fail(where, `names "${twice}" twice`);
  }
  if (fields.includes('*') || owner === '') fail(where, 'has a field or an owner without a name');
}

function namesOf(object: ObjectDeclaration, { masks = {}, grants = [] }: PolicyDeclaration): Names {
  const { fields, owner, columns = [] } = object;
  return {
    fields,
    columns: [...fields, ...columns, ...(owner === undefined ? [] : [owner])],
    masks: [...Object.keys(standardMasks), ...Object.keys(masks)],
    grants: ['team', ...grants],
    owner,
  };
}

/** @throws Error when the roles that a role extends, and those they extend, do not end. */
function checkLineage(name: string, roles: Readonly<Record<string, RoleDeclaration>>): void {
  const passed = [name];
  for (let parent = roles[name]?.extends; parent !== undefined; parent = roles[parent]?.extends) {
    known(`role "${passed.at(-1)}"`, 'role', parent, Object.keys(roles));
    if (passed.includes(parent)) fail(`role "${name}"`, `extends itself: ${[...passed, parent].join(', ')}`);
    passed.push(parent);
  }
}

function checkRule(where: string, { rows, write = [], fields = {} }: ObjectRule, names: Names): void {
  if (rows !== undefined) checkRows(where, rows, names);
  for (const action of write) known(where, 'action', action, actions);
  for (const [field, rule] of Object.entries<FieldRule | undefined>(fields)) {
    if (field !== '*') known(where, 'field', field, names.fields);
    if (typeof rule === 'object') known(`${where}, field "${field}"`, 'mask', rule.mask, names.masks);
    else if (rule !== undefined) known(`${where}, field "${field}"`, 'rule', rule, ['full', 'hidden']);
  }
}

function checkRows(where: string, rule: RowRule, names: Names): void {
  if (typeof rule === 'string') {
    known(where, 'rule for rows', rule, ['all', 'none', 'own', 'team']);
    if ((rule === 'own' || rule === 'team') && names.owner === undefined)
      fail(where, `has rows "${rule}", but the object declares no owner`);
    return;
  }
  if ('column' in rule) {
    known(where, 'column', rule.column, names.columns);
    if ('grant' in rule) known(where, 'grant', rule.grant, names.grants);
    else checkValues(where, rule.in);
    return;
  }
  const parts = 'any' in rule ? rule.any : rule.every;
  if (parts.length === 0) fail(where, 'has a condition without parts; say "all" or "none"');
  for (const part of parts) checkRows(where, part, names);
}

function checkValues(where: string, values: readonly unknown[]): void {
  if (values.length === 0) fail(where, 'compares a column with no value; say "none"');
  for (const value of values) {
    if (typeof value === 'object' && value !== null && 'caller' in value)
      known(where, 'value of a caller', String(value.caller), callerValues);
    if (typeof value === 'number' && !Number.isFinite(value)) fail(where, `compares a column with ${value}`);
  }
}

function known(where: string, what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const there = names.length === 0 ? 'there is none' : `there are: ${names.join(', ')}`;
  fail(where, `there is no ${what} "${name}".${didYouMean(name, names)} (${there})`);
}

function fail(where: string, problem: string): never {
  throw new Error(`Policy, ${where}: ${problem}`);
}
