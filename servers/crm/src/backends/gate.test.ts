import { ToolError } from '@patchbay/core';
import { describe, expect, test } from 'vitest';
import type { CallScope } from '../deps.ts';
import { chosenFields, requireFilter, requireWrite, roleOf, see } from './gate.ts';

const as = (role: string): CallScope => ({
  caller: { id: 'u', tenant: 't', role, scopes: new Set() },
  signal: new AbortController().signal,
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
  return 'none';
};

test('takes a role that it does not know for the one that sees least', () => {
  expect(roleOf(as('superuser'))).toBe('viewer');
  expect(roleOf(as('rep'))).toBe('rep');
});

test('lets a row out masked, and only with the fields asked for', () => {
  const row = {
    lead_id: 1,
    email: 'ada@x.example',
    email_norm: 'ada@x.example',
    notes: 'secret',
    tenant: 't',
  };
  expect(see(as('admin'), 'leads', row)).toEqual({ lead_id: 1, email: 'ada@x.example', notes: 'secret' });
  expect(see(as('support'), 'leads', row)).toEqual({ lead_id: 1, email: 'a***@x.example' });
  expect(see(as('support'), 'leads', row, ['email', 'notes', 'tenant'])).toEqual({ email: 'a***@x.example' });
  expect(codeOf(() => see(as('rep'), 'users', { name: 'Ada' }))).toBe('permission_denied');
});

describe('refuses', () => {
  test('filters by fields that are masked, hidden or unknown', () => {
    expect(codeOf(() => requireFilter(as('support'), 'leads', 'email'))).toBe('permission_denied');
    expect(codeOf(() => requireFilter(as('support'), 'leads', 'notes'))).toBe('permission_denied');
    expect(codeOf(() => requireFilter(as('admin'), 'leads', 'email_norm'))).toBe('validation_error');
    expect(codeOf(() => requireFilter(as('admin'), 'leads', 'email'))).toBe('none');
  });

  test('writes that the role may not do, and fields that it does not see in full', () => {
    expect(codeOf(() => requireWrite(as('viewer'), 'leads', 'update'))).toBe('permission_denied');
    expect(codeOf(() => requireWrite(as('rep'), 'leads', 'delete'))).toBe('permission_denied');
    expect(codeOf(() => requireWrite(as('rep'), 'companies', 'update', ['annual_revenue_minor']))).toBe(
      'permission_denied',
    );
    expect(codeOf(() => requireWrite(as('rep'), 'companies', 'update', ['name']))).toBe('none');
  });

  test('fields to return that are hidden, and leaves them out of the short set', () => {
    expect(chosenFields(as('support'), 'leads', undefined, ['name', 'score'])).toEqual(['name']);
    expect(codeOf(() => chosenFields(as('support'), 'leads', ['score'], []))).toBe('permission_denied');
    expect(codeOf(() => chosenFields(as('support'), 'leads', ['skore'], []))).toBe('validation_error');
  });
});
