import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays } from '../time/local-time.ts';
import { annualValues, changeBetween, decadesOf } from './projection.ts';

const daysOf = (from: number, to: number): string[] =>
  Array.from({ length: countDays(`${from}-01-01`, `${to}-12-31`) }, (_, index) =>
    addDays(`${from}-01-01`, index),
  );

test('a year of a constant is that constant, or it times its days', () => {
  const days = daysOf(2024, 2025);
  const values = days.map(() => 2);
  expect(annualValues(days, values, 'mean')).toEqual([
    { year: 2024, value: 2 },
    { year: 2025, value: 2 },
  ]);
  expect(annualValues(days, values, 'sum')).toEqual([
    { year: 2024, value: 732 },
    { year: 2025, value: 730 },
  ]);
});

test('a total with a few gaps is scaled up, and a year with many is left out', () => {
  const days = daysOf(2025, 2025);
  const withGaps = (gaps: number): (number | null)[] => days.map((_, index) => (index < gaps ? null : 1));
  expect(annualValues(days, withGaps(18), 'sum')).toEqual([{ year: 2025, value: 365 }]);
  expect(annualValues(days, withGaps(19), 'sum')).toEqual([]);
});

test('decades lie between their extreme models and hold every year', () => {
  const years = fc.uniqueArray(fc.integer({ min: 1950, max: 2050 }), { minLength: 1, maxLength: 30 });
  const model = years.chain((list) =>
    fc
      .array(fc.integer({ min: -20, max: 40 }), { minLength: list.length, maxLength: list.length })
      .map((values) => list.map((year, index) => ({ year, value: values[index] ?? 0 }))),
  );
  fc.assert(
    fc.property(model, model, (a, b) => {
      const decades = decadesOf({ a, b });
      const all = new Set([...a, ...b].map(({ year }) => year));
      expect(decades.reduce((sum, decade) => sum + decade.years, 0)).toBe(all.size);
      expect(decades.map(({ decade }) => decade)).toEqual(decades.map(({ decade }) => decade).toSorted());
      for (const { mean, low, high } of decades) {
        expect(mean).toBeGreaterThanOrEqual(low - 1e-9);
        expect(mean).toBeLessThanOrEqual(high + 1e-9);
      }
    }),
  );
});

test('a change compares only models that have both decades', () => {
  const [first, last] = decadesOf({
    a: [
      { year: 2020, value: 10 },
      { year: 2040, value: 12 },
    ],
    b: [{ year: 2041, value: 99 }],
  });
  expect(first?.decade).toBe('2020s');
  expect(last && changeBetween(first, last)).toBe(2);
  expect(last && changeBetween(undefined, last)).toBeNull();
});
