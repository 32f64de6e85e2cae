import { ToolError } from '@patchbay/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldRule, RowRule, Subject } from './declaration.ts';
import { definePolicy } from './policy.ts';
import { demand } from './verdict.ts';

const policy = definePolicy({
  objects: {
    notes: { fields: ['note_id', 'title', 'body', 'email', 'cost'], owner: 'owner_id' },
    people: { fields: ['person_id', 'name'] },
  },
  masks: { first: (value) => String(value).slice(0, 1) },
  roles: {
    editor: { objects: { notes: { rows: 'team', write: ['create', 'update'] }, people: { rows: 'all' } } },
    intern: {
      extends: 'editor',
      objects: { notes: { rows: 'own', fields: { email: { mask: 'email' }, cost: 'hidden' } } },
    },
    guest: {
      extends: 'intern',
      objects: { notes: { write: [], fields: { body: { mask: 'first' } } }, people: { rows: 'none' } },
    },
    auditor: { objects: { notes: { rows: 'all', fields: { '*': 'hidden', title: 'full' } } } },
  },
});

const as = (role: string, rest: Partial<Subject> = {}): Subject => ({ id: 'u', tenant: 't', role, ...rest });
const row = { note_id: 1, title: 'Plan', body: 'secret', email: 'ada@x.example', cost: 7, tenant: 't' };

describe('a row leaves', () => {
  test('with what its reader sees of it, masked where the policy says so, and never with what no object declares', () => {
    expect(policy.see(as('editor'), 'notes', row)).toEqual({
      note_id: 1,
      title: 'Plan',
      body: 'secret',
      email: 'ada@x.example',
      cost: 7,
    });
    expect(policy.see(as('guest'), 'notes', row)).toEqual({
      note_id: 1,
      title: 'Plan',
      body: 's',
      email: 'a***@x.example',
    });
    expect(policy.see(as('auditor'), 'notes', row)).toEqual({ title: 'Plan' });
  });

  test('with the fields asked for alone, in their order, and with null where a masked one is empty', () => {
    const seen = policy.see(as('intern'), 'notes', { ...row, email: null }, [
      'email',
      'title',
      'cost',
      'tenant',
    ]);
    expect(Object.entries(seen)).toEqual([
      ['email', null],
      ['title', 'Plan'],
    ]);
  });

  test('for nobody whose role sees none of its kind', () => {
    expect(() => policy.see(as('guest'), 'people', { name: 'Ada' })).toThrow(
      'The role guest does not see people.',
    );
    expect(() => policy.see(as('auditor'), 'people', { name: 'Ada' })).toThrow(ToolError);
  });
});

describe('a role that the policy does not know', () => {
  const caller = as('superuser');

  test('may nothing', () => {
    expect(policy.roleOf(caller)).toBeUndefined();
    expect(policy.rows(caller, 'notes')).toBe('none');
    expect(policy.fields(caller, 'notes', 'show')).toEqual([]);
    expect(policy.rule(caller, 'notes', 'title')).toBe('hidden');
    expect(policy.mayWrite(caller, 'notes', 'create')).toMatchObject({ allowed: false });
    expect(policy.mayRead(as('__proto__'), 'notes')).toMatchObject({ allowed: false });
    expect(policy.mayRead(as('constructor'), 'notes')).toMatchObject({ allowed: false });
  });

  test('is the one that the policy names for such callers', () => {
    const open = definePolicy({
      objects: { notes: { fields: ['title'] } },
      roles: { reader: { objects: { notes: { rows: 'all' } } } },
      unknownRole: 'reader',
    });
    expect(open.roleOf(caller)).toBe('reader');
    expect(open.rows(caller, 'notes')).toBe('all');
  });
});

test('a role takes over what it does not say itself, fields one by one', () => {
  expect(policy.rows(as('guest'), 'notes')).toEqual({ column: 'owner_id', in: ['u'] });
  expect(policy.fields(as('guest'), 'notes', 'show')).toEqual(['note_id', 'title', 'body', 'email']);
  expect(policy.fields(as('guest'), 'notes', 'filter')).toEqual(['note_id', 'title']);
  expect(policy.mayWrite(as('intern'), 'notes', 'update', ['title'])).toEqual({ allowed: true });
  expect(policy.roles).toEqual(['editor', 'intern', 'guest', 'auditor']);
});

describe('a refusal says why and what to do', () => {
  test.each([
    [policy.mayRead(as('auditor'), 'people'), 'permission_denied', 'does not see people', 'another role'],
    [
      policy.mayUse(as('guest'), 'notes', 'filter', ['title', 'email']),
      'permission_denied',
      'by email',
      'note_id, title',
    ],
    [
      policy.mayUse(as('guest'), 'notes', 'show', ['cost']),
      'permission_denied',
      'cost of notes',
      'Leave cost out',
    ],
    [
      policy.mayUse(as('guest'), 'notes', 'show', ['titel']),
      'validation_error',
      'Did you mean title?',
      'note_id, title, body, email',
    ],
    [
      policy.mayUse(as('guest'), 'notes', 'show', ['coost']),
      'validation_error',
      'no field "coost".',
      'note_id, title, body, email',
    ],
    [
      policy.mayUse(as('guest'), 'people', 'filter', ['nope']),
      'permission_denied',
      'does not see people',
      'another role',
    ],
    [
      policy.mayWrite(as('guest'), 'notes', 'update'),
      'permission_denied',
      'cannot update notes',
      'another role',
    ],
    [
      policy.mayWrite(as('intern'), 'notes', 'update', ['title', 'email', 'x']),
      'permission_denied',
      'write email, x of',
      'Leave these',
    ],
    [
      policy.mayWrite(as('nobody'), 'notes', 'delete'),
      'permission_denied',
      'An unknown role cannot delete',
      'another role',
    ],
  ] as const)('%j', (verdict, code, reason, hint) => {
    const refused = (): void => demand(verdict);
    expect(refused).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(reason),
        hint: expect.stringContaining(hint),
      }),
    );
  });

  test('and does not name a hidden field as what was meant', () => {
    const verdict = policy.mayUse(as('guest'), 'notes', 'filter', ['cots']);
    expect(JSON.stringify(verdict)).not.toContain('cost');
  });
});

test('fields to return are those asked for, or of the short set those that are seen', () => {
  expect(policy.choose(as('guest'), 'notes', undefined, ['title', 'cost'])).toEqual(['title']);
  expect(policy.choose(as('guest'), 'notes', ['body'], [])).toEqual(['body']);
  expect(() => policy.choose(as('guest'), 'notes', ['cost'], [])).toThrow('does not see cost');
  expect(() => policy.choose(as('guest'), 'people', undefined, ['name'])).toThrow('does not see people');
});

test('rows are told by owner, by team, and by what the caller brings along', () => {
  const ruled = (rows: RowRule) =>
    definePolicy({
      objects: { notes: { fields: ['title'], owner: 'owner_id', columns: ['tenant', 'kind'] } },
      grants: ['shared'],
      roles: { some: { objects: { notes: { rows: rows as 'all' } } } }, // any rule, known only at run time
    });
  const rowsOf = (rule: RowRule, rest: Partial<Subject> = {}) => ruled(rule).rows(as('some', rest), 'notes');
  const own = { column: 'owner_id', in: [null, 'u'] };
  expect(rowsOf('team')).toEqual(own);
  expect(rowsOf('team', { team: 'x' })).toEqual({ any: [own, { column: 'owner_id', grant: 'team' }] });
  expect(rowsOf({ column: 'kind', in: [{ caller: 'team' }] })).toBe('none');
  expect(rowsOf({ column: 'tenant', in: ['all', { caller: 'tenant' }] })).toEqual({
    column: 'tenant',
    in: ['all', 't'],
  });
  expect(rowsOf({ any: ['none', { every: ['all', 'all'] }] })).toBe('all');
  expect(rowsOf({ every: ['all', { any: ['none', 'none'] }] })).toBe('none');
  expect(rowsOf({ any: ['none', { column: 'kind', grant: 'shared' }] })).toEqual({
    column: 'kind',
    grant: 'shared',
  });
});

test('whatever the policy, only what is seen in full comes out as it is, is filtered by and written', () => {
  const fields = ['a', 'b', 'c'] as const;
  const rule = fc.constantFrom<FieldRule<'text'>[]>('full', 'hidden', { mask: 'text' });
  const rules = fc.dictionary(fc.constantFrom(...fields, '*'), rule);
  const rows = fc.constantFrom('all', 'none', undefined);
  const object = fc
    .record({ rows, rules })
    .map(({ rows, rules }) => ({ ...(rows && { rows }), fields: rules }));
  fc.assert(
    fc.property(object, object, (base, over) => {
      const random = definePolicy({
        objects: { things: { fields } },
        roles: { base: { objects: { things: base } }, over: { extends: 'base', objects: { things: over } } },
      });
      for (const caller of [as('base'), as('over')]) {
        const isClosed = random.rows(caller, 'things') === 'none';
        for (const field of [...fields, 'd']) {
          const rule = random.rule(caller, 'things', field);
          const seen = isClosed ? {} : random.see(caller, 'things', { [field]: 'value' });
          expect(seen).toEqual(rule === 'hidden' ? {} : { [field]: rule === 'full' ? 'value' : '***' });
          expect(random.fields(caller, 'things', 'show').includes(field)).toBe(rule !== 'hidden');
          expect(random.fields(caller, 'things', 'filter').includes(field)).toBe(rule === 'full');
          expect(random.mayUse(caller, 'things', 'filter', [field]).allowed).toBe(rule === 'full');
          expect(random.mayUse(caller, 'things', 'show', [field]).allowed).toBe(rule !== 'hidden');
          expect(random.mayWrite(caller, 'things', 'update', [field]).allowed).toBe(false);
        }
      }
    }),
  );
});
