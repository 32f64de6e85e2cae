import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays } from '../time/local-time.ts';
import { baseline, climateSamples, recordsOf, sameDayIn } from './climate.ts';

const length = countDays(baseline.start, baseline.end);
const days = Array.from({ length }, (_, index) => addDays(baseline.start, index));
/** Every day has its own number, so that a value tells which days it is made of. */
const numbered = { days, values: days.map((_, index) => index) };

test('the baseline gives one sample per year and shift away from its ends', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 300 }),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 1, max: 20 }),
      (dayOfYear, tolerance, span) => {
        const start = addDays('2026-01-01', dayOfYear);
        const period = { start, end: addDays(start, span - 1), days: span };
        const samples = climateSamples(numbered, period, { tolerance, fold: 'sum' });
        expect(samples).toHaveLength(30 * (2 * tolerance + 1));
        for (const { day, value } of samples) {
          const first = countDays(baseline.start, day) - 1;
          expect(value).toBe(span * first + (span * (span - 1)) / 2);
        }
      },
    ),
    { numRuns: fc.readConfigureGlobal()?.numRuns ?? 20 },
  );
});

test('windows that reach beyond the baseline are left out', () => {
  const newYear = { start: '2025-12-31', end: '2026-01-01', days: 2 };
  expect(climateSamples(numbered, newYear, { tolerance: 0, fold: 'mean' })).toHaveLength(29);
  const first = { start: '2026-01-01', end: '2026-01-01', days: 1 };
  expect(climateSamples(numbered, first, { tolerance: 1, fold: 'mean' })).toHaveLength(89);
});

test('windows with a gap are left out', () => {
  const values = [...numbered.values.slice(0, 10), null, ...numbered.values.slice(11)];
  const period = { start: '2026-01-11', end: '2026-01-11', days: 1 };
  expect(climateSamples({ days, values }, period, { tolerance: 0, fold: 'mean' })).toHaveLength(29);
});

test('29 February is the 28th in years without it', () => {
  expect(sameDayIn(2019, '2024-02-29')).toBe('2019-02-28');
  expect(sameDayIn(2020, '2024-02-29')).toBe('2020-02-29');
  expect(sameDayIn(1991, '2026-07-15')).toBe('1991-07-15');
});

test('records name the earliest of equal days', () => {
  const samples = [
    { day: '1991-07-15', value: 3 },
    { day: '1992-07-15', value: 9 },
    { day: '1993-07-15', value: 9 },
    { day: '1994-07-15', value: 3 },
  ];
  expect(recordsOf(samples)).toEqual({ low: samples[0], high: samples[1] });
  expect(recordsOf([])).toBeUndefined();
});
