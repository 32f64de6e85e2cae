import type { Caller } from '@patchbay/core';
import { expect, test } from 'vitest';
import { sees as seesRow } from './backends/gate.ts';
import { policy, type Role } from './policy.ts';
import { type CrmObject, objectFields } from './records/objects.ts';

const { roles } = policy;

const as = (role: string, id = 'u', team: string | null = null): Caller => ({
  id,
  tenant: 't',
  role,
  scopes: new Set(),
  ...(team !== null && { team }),
});

const scopeOf = (caller: Caller) => ({ caller, signal: new AbortController().signal });

type Seen = Readonly<Record<string, unknown>>;

const maskRow = (role: Role, object: CrmObject, row: Seen): Seen | undefined =>
  policy.mayRead(as(role), object).allowed ? policy.see(as(role), object, row) : undefined;

const columnMode = (role: Role, object: CrmObject, field: string) => {
  const rule = policy.rule(as(role), object, field);
  return typeof rule === 'string' ? rule : 'masked';
};

const objects: CrmObject[] = [
  'leads',
  'companies',
  'contacts',
  'deals',
  'activities',
  'orders',
  'products',
  'users',
];
const cells = roles.flatMap((role) =>
  objects.flatMap((object) => objectFields[object].map((field) => ({ role, object, field }))),
);

/** A value that is recognisable wherever it turns up, of the type the field has. */
function secretOf(field: string): unknown {
  if (field.endsWith('_minor')) return 123_456_789;
  if (field === 'email') return 'secret.person@example.com';
  if (field === 'phone_e164') return '+4930123456789';
  return `secret-${field}`;
}

test('no role, object or field lets a value through that it does not see in full', () => {
  for (const { role, object, field } of cells) {
    const mode = columnMode(role, object, field);
    const seen = JSON.stringify(maskRow(role, object, { [field]: secretOf(field) }) ?? {});
    const original = JSON.stringify(secretOf(field));
    expect(seen.includes(original), `${role} ${object} ${field}`).toBe(mode === 'full');
    expect(Object.keys(JSON.parse(seen)).includes(field)).toBe(mode !== 'hidden');
    expect(policy.mayUse(as(role), object, 'filter', [field]).allowed).toBe(mode === 'full');
    expect(policy.fields(as(role), object, 'show').includes(field)).toBe(mode !== 'hidden');
    for (const action of ['create', 'update'] as const) {
      if (mode !== 'full') expect(policy.mayWrite(as(role), object, action, [field]).allowed).toBe(false);
    }
  }
});

test('fields that are in no list are never shown, whoever asks', () => {
  for (const role of roles) {
    expect(maskRow(role, 'leads', { lead_id: 1, email_norm: 'a@b.example', tenant: 't' })).toEqual({
      lead_id: 1,
    });
    expect(columnMode(role, 'leads', '__proto__')).toBe('hidden');
  }
});

test('masked values keep their kind and tell next to nothing', () => {
  const row = { email: 'ada.lovelace@example.com', phone_e164: '+442079460123', postal_code: 'EC1A 4HD' };
  expect(maskRow('support', 'leads', row)).toEqual({
    email: 'a***@example.com',
    phone_e164: '***23',
    postal_code: 'EC***',
  });
  expect(maskRow('viewer', 'deals', { amount_minor: 4_812_300 })).toEqual({ amount_minor: 5_000_000 });
  expect(maskRow('viewer', 'deals', { amount_minor: null })).toEqual({ amount_minor: null });
  expect(maskRow('support', 'leads', { email: 'no address', phone_e164: '12' })).toEqual({
    email: '***',
    phone_e164: '***',
  });
});

test('the rows, a sensitive column and the writes of each role are what was agreed', () => {
  const own = { column: 'owner_id', in: ['u'] };
  const team = {
    any: [
      { column: 'owner_id', in: [null, 'u'] },
      { column: 'owner_id', grant: 'team' },
    ],
  };
  const expected: Record<Role, unknown[]> = {
    admin: ['all', 'all', 'all', 'full', true],
    manager: [team, team, 'none', 'full', true],
    rep: [own, own, 'none', 'full', true],
    support: ['all', 'none', 'all', 'masked', false],
    viewer: ['all', 'all', 'none', 'masked', false],
  };
  for (const role of roles) {
    expect([
      policy.rows(as(role, 'u', 'emea'), 'leads'),
      policy.rows(as(role, 'u', 'emea'), 'deals'),
      policy.rows(as(role, 'u', 'emea'), 'users'),
      columnMode(role, 'leads', 'email'),
      policy.mayWrite(as(role), 'leads', 'update', ['status']).allowed,
    ]).toEqual(expected[role]);
  }
  expect(maskRow('rep', 'users', { name: 'Ada' })).toBeUndefined();
});

test('a row is seen by its owner, its team or everyone, as the role says', () => {
  const row = { owner_id: 'u1', owner_team: 'emea' };
  const sees = (role: Role, user_id: string, team: string | null) =>
    seesRow(scopeOf(as(role, user_id, team)), 'leads', row);
  expect([sees('rep', 'u1', 'emea'), sees('rep', 'u2', 'emea')]).toEqual([true, false]);
  expect([sees('manager', 'u2', 'emea'), sees('manager', 'u2', 'apac'), sees('manager', 'u2', null)]).toEqual(
    [true, false, false],
  );
  expect([sees('viewer', 'u9', null), sees('admin', 'u9', null)]).toEqual([true, true]);
  expect(seesRow(scopeOf(as('support', 'u1', 'emea')), 'deals', row)).toBe(false);
});
