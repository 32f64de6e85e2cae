import { expect, test } from 'vitest';
import type { PolicyDeclaration } from './declaration.ts';
import { definePolicy } from './policy.ts';

const objects = { notes: { fields: ['title', 'email'], owner: 'owner_id' }, tags: { fields: ['tag'] } };

/** A policy as a file might hold it, whose names the compiler has not seen. */
const define = (declaration: Omit<PolicyDeclaration, 'objects'> & Partial<PolicyDeclaration>) => () =>
  definePolicy<PolicyDeclaration['objects'], string, string, string>({ objects, ...declaration });

const notes = (rule: object) => define({ roles: { rep: { objects: { notes: rule } } } });

test.each([
  [
    'an object',
    define({ roles: { rep: { objects: { note: { rows: 'all' } } } } }),
    'role "rep", object "note": there is no object "note". Did you mean "notes"?',
  ],
  [
    'a field',
    notes({ rows: 'all', fields: { emial: 'hidden' } }),
    'object "notes": there is no field "emial". Did you mean "email"? (there are: title, email)',
  ],
  [
    'a mask',
    notes({ rows: 'all', fields: { email: { mask: 'emale' } } }),
    'field "email": there is no mask "emale". Did you mean "email"?',
  ],
  ['a rule for a field', notes({ rows: 'all', fields: { email: 'masked' } }), 'there is no rule "masked"'],
  [
    'a role to extend',
    define({ roles: { rep: { objects: {} }, lead: { extends: 'rap', objects: {} } } }),
    'role "lead": there is no role "rap". Did you mean "rep"?',
  ],
  [
    'a role for strangers',
    define({ roles: { viewer: { objects: {} } }, unknownRole: 'veiwer' }),
    'there is no role "veiwer". Did you mean "viewer"?',
  ],
  ['a rule for rows', notes({ rows: 'teem' }), 'there is no rule for rows "teem". Did you mean "team"?'],
  [
    'an action',
    notes({ rows: 'all', write: ['updte'] }),
    'there is no action "updte". Did you mean "update"?',
  ],
  [
    'a column',
    notes({ rows: { column: 'owner', in: ['x'] } }),
    'there is no column "owner". Did you mean "owner_id"?',
  ],
  [
    'a grant',
    notes({ rows: { any: ['own', { column: 'title', grant: 'shared' }] } }),
    'there is no grant "shared". (there are: team)',
  ],
  [
    'a value of the caller',
    notes({ rows: { column: 'title', in: [{ caller: 'name' }] } }),
    'there is no value of a caller "name"',
  ],
])('a policy that names %s that is not declared is refused', (_, defined, message) => {
  expect(defined).toThrow(message);
});

test.each([
  [
    'owned rows of what has no owner',
    define({ roles: { rep: { objects: { tags: { rows: 'own' } } } } }),
    'declares no owner',
  ],
  [
    'a circle of roles',
    define({ roles: { a: { extends: 'b', objects: {} }, b: { extends: 'a', objects: {} } } }),
    'role "a": extends itself: a, b, a',
  ],
  ['writes of rows that are not seen', notes({ write: ['create'] }), 'writes rows that it does not see'],
  ['a condition without parts', notes({ rows: { every: [] } }), 'a condition without parts'],
  ['a comparison with nothing', notes({ rows: { column: 'title', in: [] } }), 'with no value'],
  ['a comparison with no number', notes({ rows: { column: 'title', in: [Number.NaN] } }), 'with NaN'],
  [
    'a field named twice',
    define({ objects: { notes: { fields: ['a', 'a'] } }, roles: {} }),
    'names "a" twice',
  ],
])('a policy with %s is refused', (_, defined, message) => {
  expect(defined).toThrow(message);
});

test('writes that became blind by what a role extends are refused too', () => {
  const roles = {
    rep: { objects: { notes: { rows: 'own', write: ['update'] } } },
    ghost: { extends: 'rep', objects: { notes: { rows: 'none' } } },
  } as const;
  expect(define({ roles })).toThrow('role "ghost", object "notes": writes rows that it does not see');
});
