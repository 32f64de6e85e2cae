import { expect, test } from 'vitest';
import { mean, numbersOf, percentileRank, quantile } from './statistics.ts';

test('quantiles are linear between ranks', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6);
  expect(quantile([7], 0.1)).toBe(7);
  expect(quantile([], 0.5)).toBeUndefined();
});

test('a rank counts smaller values and half of the equal ones', () => {
  expect(percentileRank([1, 2, 3, 4], 2)).toBe(37.5);
  expect(percentileRank([1, 2], 9)).toBe(100);
  expect(percentileRank([], 1)).toBeUndefined();
});

test('gaps and texts do not count', () => {
  expect(mean(numbersOf([1, null, 'x', 3]))).toBe(2);
  expect(mean([])).toBeUndefined();
});
