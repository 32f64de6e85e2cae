import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../time/local-time.ts';
import { bucketsOf, columnStats, gapsIn, grains, isoWeek, startOfPeriod } from './aggregate.ts';

const days = fc
  .record({ first: fc.integer({ min: 0, max: 40_000 }), length: fc.integer({ min: 1, max: 120 }) })
  .map(({ first, length }) => Array.from({ length }, (_, index) => addDays('1940-01-01', first + index)));

test('buckets hold every day once and in order', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...grains), (list, grain) => {
      const buckets = bucketsOf(list, grain);
      expect(buckets.flatMap(({ from, to }) => list.slice(from, to))).toEqual(list);
      expect(new Set(buckets.map(({ period }) => period)).size).toBe(buckets.length);
    }),
  );
});

test('every bucket but the first begins on the day that its name stands for', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...grains), (list, grain) => {
      for (const { period, from } of bucketsOf(list, grain).slice(1)) {
        expect(startOfPeriod(period)).toBe(list[from]);
      }
    }),
  );
});

test('weeks at the turn of a year belong to the year of their Thursday', () => {
  expect(isoWeek('2024-12-30')).toBe('2025-W01');
  expect(isoWeek('2021-01-03')).toBe('2020-W53');
  expect(isoWeek('2026-01-01')).toBe('2026-W01');
});

test('statistics leave gaps out and name the first day of each extreme', () => {
  const list = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
  expect(columnStats(list, [3, null, -1, -1])).toEqual({
    mean: 1 / 3,
    total: 1,
    min: -1,
    min_date: '2026-01-03',
    max: 3,
    max_date: '2026-01-01',
  });
  expect(gapsIn([3, null, -1, null])).toBe(2);
});

test('a column of nothing but gaps has no statistics', () => {
  expect(columnStats(['2026-01-01'], [null])).toBeUndefined();
});
