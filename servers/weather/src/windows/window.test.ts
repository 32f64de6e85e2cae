import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activities, activityNames, type Constraint, constraintsOf, quantityNames } from './activity.ts';
import {
  bestWindows,
  dayWindows,
  type ForecastHour,
  failureShares,
  judgeWindow,
  slidingWindows,
  type WindowRules,
} from './window.ts';

const at = (index: number): string => new Date(Date.UTC(2026, 6, 15, index)).toISOString();
const values = fc.record({
  temperature: fc.option(fc.integer({ min: -20, max: 40 })),
  precipitation: fc.constantFrom(0, 0, 0.2, 3),
  wind_speed: fc.integer({ min: 0, max: 60 }),
});
const hours: fc.Arbitrary<ForecastHour[]> = fc
  .array(fc.record({ light: fc.constantFrom('day', 'night', undefined), values }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((list) => list.map((hour, index) => ({ ...hour, start: at(index), end: at(index + 1) })));
const rules: fc.Arbitrary<WindowRules> = fc.record({
  constraints: fc.subarray<Constraint>([
    { quantity: 'temperature', side: 'min', limit: 5 },
    { quantity: 'temperature', side: 'max', limit: 25 },
    { quantity: 'precipitation', side: 'max', limit: 0 },
    { quantity: 'wind_speed', side: 'max', limit: 20 },
  ]),
  light: fc.constantFrom('day', 'night', 'any'),
  units: fc.constantFrom('metric', 'imperial'),
});

test('a window scores 50 or more exactly when nothing fails', () => {
  fc.assert(
    fc.property(hours, rules, (list, asked) => {
      const { score, failures } = judgeWindow(list, asked);
      expect(score).toBeGreaterThanOrEqual(failures.length === 0 ? 50 : 0);
      expect(failures.length === 0 ? score <= 100 : score < 50).toBe(true);
    }),
  );
});

test('less wind never lowers a score', () => {
  fc.assert(
    fc.property(hours, rules, fc.integer({ min: 0, max: 30 }), (list, asked, calmer) => {
      const after = list.map((hour) => {
        const wind = Math.max(0, (hour.values.wind_speed ?? 0) - calmer);
        return { ...hour, values: { ...hour.values, wind_speed: wind } };
      });
      expect(judgeWindow(after, asked).score).toBeGreaterThanOrEqual(judgeWindow(list, asked).score);
    }),
  );
});

test('the best windows share no hour, descend in score, and are all of the windows that fit or none', () => {
  fc.assert(
    fc.property(hours, rules, fc.integer({ min: 1, max: 4 }), (list, asked, length) => {
      const judged = slidingWindows(list, length).map((window) => judgeWindow(window, asked));
      const best = bestWindows(judged, 3);
      const starts = best.flatMap((window) => window.hours.map(({ start }) => start));
      expect(new Set(starts).size).toBe(starts.length);
      expect(best.map(({ score }) => score)).toEqual(
        best.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      const fitting = judged.some(({ failures }) => failures.length === 0);
      expect(best.every(({ failures }) => (failures.length === 0) === fitting)).toBe(true);
      expect(best.length).toBeGreaterThanOrEqual(Math.min(1, judged.length));
    }),
  );
});

const hour = (index: number, wind: number | null, isDay = true): ForecastHour => ({
  start: at(index),
  end: at(index + 1),
  light: isDay ? 'day' : 'night',
  values: { wind_speed: wind },
});
const calm: WindowRules = {
  constraints: [{ quantity: 'wind_speed', side: 'max', limit: 20 }],
  light: 'any',
  units: 'metric',
};

test('a failure names the worst hour and how many fail', () => {
  const { failures } = judgeWindow([hour(0, 25), hour(1, 31), hour(2, 10)], calm);
  expect(failures).toEqual([{ constraint: calm.constraints[0], hours: 2, worst: 31, at: at(1) }]);
});

test('a state that passes a limit at the end of the hour fails it', () => {
  const gusty = { ...hour(0, 10), last: { wind_speed: 25 } };
  expect(judgeWindow([gusty], calm).failures).toMatchObject([{ worst: 25, hours: 1, at: at(0) }]);
  expect(judgeWindow([{ ...hour(0, 10), last: { wind_speed: null } }], calm).failures).toEqual([]);
});

test('an hour in which the sun rises is neither day nor night', () => {
  const dawn = { ...hour(0, 0), light: undefined };
  for (const light of ['day', 'night'] as const) expect(dayWindows([dawn], light)).toEqual([]);
});

test('a missing value fails, since nobody knows it', () => {
  const { failures, score } = judgeWindow([hour(0, null)], calm);
  expect(failures).toMatchObject([{ worst: null, hours: 1 }]);
  expect(score).toBe(0);
});

test('the nearer miss scores more', () => {
  const scores = [22, 30, 90, 150].map((wind) => judgeWindow([hour(0, wind)], calm).score);
  expect(scores).toEqual([...new Set(scores)].toSorted((a, b) => b - a));
});

test('no rain under a limit of no rain is as good as can be', () => {
  const dry: WindowRules = { ...calm, constraints: [{ quantity: 'precipitation', side: 'max', limit: 0 }] };
  expect(judgeWindow([{ ...hour(0, 0), values: { precipitation: 0 } }], dry).score).toBe(100);
});

test('whole days are made of the hours with the right light', () => {
  const list = Array.from({ length: 48 }, (_, index) => hour(index, 0, index % 24 >= 6 && index % 24 < 20));
  expect(dayWindows(list, 'day').map((window) => [window[0]?.start, window.length])).toEqual([
    [at(6), 14],
    [at(30), 14],
  ]);
  expect(dayWindows(list, 'any').map((window) => window.length)).toEqual([24, 24]);
});

test('the share of windows that fail a limit is told for each', () => {
  const judged = [hour(0, 30), hour(1, 10), hour(2, 40), hour(3, 50)].map((one) => judgeWindow([one], calm));
  expect([...failureShares(judged).values()]).toEqual([0.75]);
});

test('own limits replace those of the activity one by one', () => {
  const constraints = constraintsOf(activities.picnic, { min: {}, max: { wind_speed: 99 } }, 'metric');
  expect(constraints).toContainEqual({ quantity: 'wind_speed', side: 'max', limit: 99 });
  expect(constraints).toContainEqual({ quantity: 'temperature', side: 'min', limit: 16 });
});

test('presets are converted, own limits are not', () => {
  const constraints = constraintsOf(activities.picnic, { min: {}, max: { wind_speed: 10 } }, 'imperial');
  expect(constraints).toContainEqual({ quantity: 'wind_speed', side: 'max', limit: 10 });
  expect(
    constraints.find(({ quantity, side }) => quantity === 'temperature' && side === 'min')?.limit,
  ).toBeCloseTo(60.8);
});

test('every preset can be satisfied', () => {
  for (const name of activityNames) {
    for (const quantity of quantityNames) {
      const { min, max } = activities[name];
      expect(min[quantity] ?? Number.NEGATIVE_INFINITY).toBeLessThan(
        max[quantity] ?? Number.POSITIVE_INFINITY,
      );
    }
  }
});
