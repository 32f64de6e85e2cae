import { describe, expect, test } from 'vitest';
import { checkFilters, instantText, isDay } from './filters.ts';

describe('values of filters', () => {
  const check = (field: string, op: 'eq' | 'gt' | 'in', value: unknown) =>
    checkFilters('deals', [{ field, op, value }], () => {})[0]?.value;

  test('are normalised', () => {
    expect(check('amount_minor', 'gt', '5000000')).toBe(5_000_000);
    expect(check('created_at', 'gt', '2026-03-01T09:00:00+01:00')).toBe('2026-03-01T08:00:00.000Z');
    expect(check('created_at', 'gt', '2026-03-01')).toBe('2026-03-01');
    expect(check('stage', 'in', ['Won', 'Lost'])).toEqual(['Won', 'Lost']);
  });

  test.each([
    ['amount_minor', 'gt', 1.5],
    ['amount_minor', 'gt', '1e3'],
    ['created_at', 'gt', '2026-03-01 09:00'],
    ['created_at', 'gt', '2026-02-30T00:00:00Z'],
    ['name', 'eq', ''],
    ['name', 'eq', { $ne: 1 }],
    ['name', 'in', 'one'],
  ] as const)('%s %s %j is refused', (field, op, value) => {
    expect(() => check(field, op, value)).toThrow();
  });

  test('days and instants are real ones', () => {
    expect([isDay('2024-02-29'), isDay('2023-02-29'), isDay('2024-2-9')]).toEqual([true, false, false]);
    expect(instantText('2026-03-01T24:00:00Z')).toBeUndefined();
  });
});
