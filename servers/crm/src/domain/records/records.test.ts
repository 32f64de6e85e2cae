import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { crmTables } from '../../store/sqlite/tables.ts';
import { objectFields } from '../objects.ts';
import { factsOf, fieldsWhere, recordTypes, shortFields, usualSort } from './fields.ts';
import { checkFilters, instantText, isDay } from './filters.ts';
import { mergeFields, withFollowers } from './merge-fields.ts';
import { nearest } from './nearest.ts';
import { readRecords } from './read-records.ts';
import { readPeriod } from './report-period.ts';
import { lowerEnd } from './values.ts';

describe('the facts of fields', () => {
  test.each(recordTypes)('of %s agree with the tables and their indexes', (object) => {
    const columns = getTableColumns(crmTables[object]);
    const { indexes } = getTableConfig(crmTables[object]);
    const leading = indexes.map(({ config }) => {
      const [, second] = config.columns;
      return second !== undefined && 'name' in second ? second.name : undefined;
    });
    expect(fieldsWhere(object, () => true).toSorted()).toEqual([...objectFields[object]].toSorted());
    for (const field of objectFields[object]) {
      const facts = factsOf(object, field);
      expect(facts, field).toBeDefined();
      if (facts?.source === undefined) expect(Object.keys(columns), field).toContain(field);
      if (facts?.sortable === true) expect(leading, field).toContain(facts.sort_column ?? field);
    }
    expect(fieldsWhere(object, ({ sortable }) => sortable === true)).toContain(usualSort[object].field);
    for (const field of shortFields[object]) expect(factsOf(object, field)).toBeDefined();
  });
});

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

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-07-01..2026-09-30', '2026-07-01', '2026-09-30'],
  ['last_month', '2025-12-01', '2025-12-31'],
  ['last_quarter', '2025-10-01', '2025-12-31'],
  ['next_month', '2026-02-01', '2026-02-28'],
  ['This_Year', '2026-01-01', '2026-12-31'],
])('the period %s is from %s to %s', (text, from, to) => {
  expect(readPeriod(text, new Date('2026-01-15T00:00:00Z'))).toEqual({ from, to });
});

test.each(['2026-13', '2026-Q5', '2026-09-30..2026-07-01', 'soon', ''])('%j is no period', (text) => {
  expect(() => readPeriod(text, new Date())).toThrow('is no period');
});

test('the nearest name is offered only when one is near', () => {
  const known = ['amount_minor', 'stage', 'close_date'];
  expect([nearest('amount', known), nearest('stge', known), nearest('colour', known)]).toEqual([
    'amount_minor',
    'stage',
    undefined,
  ]);
});

test.each([
  ['51-200', 51],
  ['10001+', 10_001],
  ['1,001-5,000', 1001],
  ['7', 7],
  ['many', undefined],
])('the lower end of %s is %s', (range, least) => {
  expect(lowerEnd(range)).toBe(least);
});

describe('a file', () => {
  test('is read by what its headers mean, amounts in their currency', async () => {
    const csv = 'Deal Name,Value,Currency,Phase,Owner\nRoof,"1,234.50",EUR,Won,user-2\nBeam,12 500,JPY,,\n';
    const { records, columns } = await readRecords('deals', csv, 10);
    expect(columns).toEqual({
      'Deal Name': 'name',
      Value: 'amount',
      Currency: 'currency',
      Phase: 'stage',
      Owner: 'owner_id',
    });
    expect(records).toEqual([
      {
        line: 2,
        record: { name: 'Roof', amount_minor: 123_450, currency: 'EUR', stage: 'Won', owner_id: 'user-2' },
      },
      { line: 3, record: { name: 'Beam', amount_minor: 12_500, currency: 'JPY' } },
    ]);
  });

  test('guesses no currency', async () => {
    const { records } = await readRecords('deals', 'name,amount\nRoof,12.50\n', 10);
    expect(records[0]?.record).toEqual({ name: 'Roof', amount_minor: '12.50' });
  });

  test('of too many rows is refused with the line', async () => {
    await expect(readRecords('deals', 'name\na\nb\nc\n', 2)).rejects.toThrow('line 4');
  });
});

describe('merged fields', () => {
  const survivor = { company_id: 'a', name: 'Acme', category: null, city: 'Oslo', currency: null };
  const losers = [
    {
      company_id: 'b',
      name: 'Acme AS',
      category: 'Food',
      city: 'Bergen',
      street: 'Quay 1',
      annual_revenue_minor: 5,
      currency: 'NOK',
    },
    { company_id: 'c', name: 'Acme', category: 'Retail', city: 'Oslo', street: 'Road 2' },
  ];

  test('are the survivor’s, or the first that any has, and disagreement is told without values', () => {
    const { changes, conflicts } = mergeFields('companies', survivor, losers, {});
    expect(changes).toEqual({ category: 'Food', street: 'Road 2', annual_revenue_minor: 5 });
    expect(conflicts).toEqual([
      'name: kept from a, different in b',
      'category: kept from b, different in c',
      'street: kept from c, different in b',
      'city: kept from a, different in b',
    ]);
    expect(withFollowers(changes, [survivor, ...losers])).toMatchObject({ currency: 'NOK' });
  });

  test('follow the choice of the caller, also for an empty value', () => {
    const choices = { name: 'b', category: 'a' };
    const { changes, conflicts } = mergeFields('companies', survivor, losers, choices);
    expect(changes).toMatchObject({ name: 'Acme AS' });
    expect(changes).not.toHaveProperty('category');
    expect(conflicts.some((conflict) => conflict.startsWith('name'))).toBe(false);
  });
});
