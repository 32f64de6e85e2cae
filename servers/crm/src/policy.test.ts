import { expect, test } from 'vitest';
import {
  canFilterOrSortBy,
  canSeeRow,
  canWrite,
  columnMode,
  maskRow,
  rowFilter,
  visibleFields,
} from './policy/rights.ts';
import { type ColumnMode, type RowFilter, rolePolicies, roles } from './policy.ts';
import { type CrmObject, objectFields } from './records/objects.ts';

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
    expect(canFilterOrSortBy(role, object, field)).toBe(mode === 'full');
    expect(visibleFields(role, object).includes(field)).toBe(mode !== 'hidden');
    for (const action of ['create', 'update'] as const) {
      if (mode !== 'full') expect(canWrite(role, object, action, [field])).toBe(false);
    }
  }
});

test('the policy names no field twice', () => {
  for (const role of roles) {
    for (const object of objects) {
      const { masked = [], hidden = [] } = rolePolicies[role][object];
      const named: string[] = [...masked, ...hidden];
      expect(new Set(named).size).toBe(named.length);
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
  const expected: Record<string, [RowFilter, RowFilter, RowFilter, ColumnMode, boolean]> = {
    admin: ['all', 'all', 'all', 'full', true],
    manager: ['team', 'team', 'none', 'full', true],
    rep: ['own', 'own', 'none', 'full', true],
    support: ['all', 'none', 'all', 'masked', false],
    viewer: ['all', 'all', 'none', 'masked', false],
  };
  for (const role of roles) {
    expect([
      rowFilter(role, 'leads'),
      rowFilter(role, 'deals'),
      rowFilter(role, 'users'),
      columnMode(role, 'leads', 'email'),
      canWrite(role, 'leads', 'update', ['status']),
    ]).toEqual(expected[role]);
  }
  expect(maskRow('rep', 'users', { name: 'Ada' })).toBeUndefined();
});

test('a row is seen by its owner, its team or everyone, as the role says', () => {
  const row = { owner_id: 'u1', owner_team: 'emea' };
  const sees = (role: (typeof roles)[number], user_id: string, team: string | null) =>
    canSeeRow({ role, user_id, team }, 'leads', row);
  expect([sees('rep', 'u1', 'emea'), sees('rep', 'u2', 'emea')]).toEqual([true, false]);
  expect([sees('manager', 'u2', 'emea'), sees('manager', 'u2', 'apac'), sees('manager', 'u2', null)]).toEqual(
    [true, false, false],
  );
  expect([sees('viewer', 'u9', null), sees('admin', 'u9', null)]).toEqual([true, true]);
  expect(canSeeRow({ role: 'support', user_id: 'u1', team: 'emea' }, 'deals', row)).toBe(false);
});
