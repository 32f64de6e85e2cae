import { expect, test } from 'vitest';
import { createQuota, FREE_LIMITS, requestWeight } from './quota.ts';

test('the published examples of the weight formula', () => {
  expect(requestWeight({ locations: 1, columns: 2, days: 7 })).toBe(1);
  expect(requestWeight({ locations: 1, columns: 2 * 51, days: 7 })).toBeCloseTo(10.2);
  expect(requestWeight({ locations: 1, columns: 10, days: 3653 })).toBeCloseTo(261, 0);
  expect(requestWeight({ locations: 5, columns: 1, days: 1 })).toBe(5);
});

test('a refused request costs one call', () => {
  const quota = createQuota({ ...FREE_LIMITS, minutely: 10 });
  expect(quota.spend(9, 0)).toBeUndefined();
  expect(quota.spend(5, 1)).toBe('minutely');
  expect(quota.spend(1, 2)).toBe('minutely');
  expect(quota.spend(10, 60)).toBeUndefined();
});
