import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  agreementOf,
  modelRuns,
  type PeriodView,
  periodViews,
  type Sample,
  samplesAt,
  shareBeyond,
  weightedQuantile,
} from './ensemble.ts';

const samples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({ value: fc.integer({ min: -50, max: 50 }), weight: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 20 },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('a weighted quantile lies in the sample and grows with its share', () => {
  fc.assert(
    fc.property(samples, share, share, (list, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
        (at) => weightedQuantile(list, at) ?? Number.NaN,
      );
      const values = list.map(({ value }) => value);
      expect(low).toBeGreaterThanOrEqual(Math.min(...values));
      expect(high).toBeLessThanOrEqual(Math.max(...values));
      expect(low).toBeLessThanOrEqual((high ?? Number.NaN) + 1e-9);
    }),
  );
});

test('only the proportions of the weights matter', () => {
  fc.assert(
    fc.property(samples, share, fc.integer({ min: 2, max: 7 }), (list, at, factor) => {
      const heavier = list.map(({ value, weight }) => ({ value, weight: weight * factor }));
      expect(weightedQuantile(heavier, at)).toBeCloseTo(weightedQuantile(list, at) ?? Number.NaN, 6);
    }),
  );
});

test('the median of equal weights is the middle value, or the middle of the two', () => {
  const equal = (values: number[]): Sample[] => values.map((value) => ({ value, weight: 1 }));
  expect(weightedQuantile(equal([9, 1, 5]), 0.5)).toBe(5);
  expect(weightedQuantile(equal([1, 2, 4, 9]), 0.5)).toBe(3);
  expect(weightedQuantile([], 0.5)).toBeUndefined();
});

test('above and below leave exactly the values at the threshold', () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: -50, max: 50 }), (list, threshold) => {
      const total = list.reduce((sum, { weight }) => sum + weight, 0);
      const at = list.filter(({ value }) => value === threshold).reduce((sum, { weight }) => sum + weight, 0);
      const beyond = ['above', 'below'] as const;
      const sum = beyond.reduce((all, side) => all + (shareBeyond(list, threshold, side) ?? 0), 0);
      expect(sum + at / total).toBeCloseTo(1, 9);
    }),
  );
});

const columns = {
  time: ['2026-07-15', '2026-07-16'],
  values: {
    temperature_2m_max_a: [20, 30],
    temperature_2m_max_member01_a: [22, 26],
    temperature_2m_max_b: [24, null],
    temperature_2m_maximum: [1, 1],
    temperature_2m: [1, 1],
  },
  units: {},
};

test('columns are told apart by model and member, and foreign ones are left alone', () => {
  expect(modelRuns(columns, 'temperature_2m_max', 'only')).toEqual([
    {
      model: 'a',
      members: [
        [20, 30],
        [22, 26],
      ],
    },
    { model: 'b', members: [[24, null]] },
  ]);
});

test('without a name in the columns they belong to the model that was asked', () => {
  const single = { time: ['d'], values: { snowfall_sum: [1], snowfall_sum_member01: [2] }, units: {} };
  expect(modelRuns(single, 'snowfall_sum', 'only')).toEqual([{ model: 'only', members: [[1], [2]] }]);
});

test('a model with many members weighs as much as one with few', () => {
  const runs = modelRuns(columns, 'temperature_2m_max', '');
  expect(shareBeyond(samplesAt(runs, 0), 23, 'above')).toBe(0.5);
  expect(samplesAt(runs, 1)).toHaveLength(2);
});

test('the view of a period leaves out members with gaps and counts any day beyond the limit', () => {
  const runs = modelRuns(columns, 'temperature_2m_max', '');
  const { models, all } = periodViews(runs, 'mean', { threshold: 28, direction: 'above' });
  const view = { members: 2, p10: 24, p50: 24.5, p90: 25, probability: 0.5 };
  expect(models).toEqual([{ model: 'a', ...view }]);
  expect(all).toEqual({ model: 'all', ...view });
  expect(periodViews(runs, 'mean', { threshold: 21, direction: 'below' }).models[0]?.probability).toBe(0.5);
  expect(periodViews([], 'sum', undefined)).toEqual({ models: [], all: undefined });
});

test('a period is what its days come to by member, not a pooled median of days', () => {
  const runs = [
    {
      model: 'a',
      members: [
        [0, 30, 0],
        [0, 0, 10],
        [20, 0, 0],
      ],
    },
  ];
  expect(periodViews(runs, 'sum', undefined).all).toMatchObject({ p10: 10, p50: 20, p90: 30 });
  expect(periodViews(runs, 'max', undefined).all?.p50).toBe(20);
  expect(periodViews(runs, 'mean', undefined).all?.p50).toBeCloseTo(20 / 3);
});

const view = (p50: number, probability?: number): PeriodView => ({
  model: 'm',
  members: 1,
  p10: p50,
  p50,
  p90: p50,
  probability,
});

test('agreement goes by the probabilities where there is a threshold, else by the medians', () => {
  expect(agreementOf([view(0, 0.1), view(99, 0.25)], 1)).toBe('high');
  expect(agreementOf([view(0, 0.1), view(0, 0.45)], 1)).toBe('medium');
  expect(agreementOf([view(0, 0.1), view(0, 0.46)], 1)).toBe('low');
  expect(agreementOf([view(20), view(21)], 4)).toBe('high');
  expect(agreementOf([view(20), view(22)], 4)).toBe('medium');
  expect(agreementOf([view(20), view(23)], 4)).toBe('low');
});

test('one model cannot agree', () => {
  expect(agreementOf([view(20, 0.5)], 4)).toBe('unknown');
});
