import { expect, test } from 'vitest';
import { quotaCost } from './quota-cost.ts';

const one = { locations: 1, variables: 1, models: 1, members: 1, days: 1 };

test('a small request costs one call per place', () => {
  expect(quotaCost(one)).toBe(1);
  expect(quotaCost({ ...one, locations: 10 })).toBe(10);
  expect(quotaCost({ ...one, variables: 10, days: 14 })).toBe(1);
});

test('members and decades cost what the service charges', () => {
  expect(quotaCost({ ...one, variables: 2, members: 51, days: 7 })).toBe(10.2);
  expect(quotaCost({ ...one, variables: 10, days: 3653 })).toBeCloseTo(260.93, 2);
});

test('twice the span costs as much as two halves, so splitting saves nothing', () => {
  const size = { ...one, variables: 20, days: 730 };
  expect(quotaCost({ ...size, days: 1460 })).toBeCloseTo(2 * quotaCost(size), 1);
});
