import { expect, test } from 'vitest';
import { lowerEnd } from './read-values.ts';

test.each([
  ['51-200', 51],
  ['10001+', 10_001],
  ['1,001-5,000', 1001],
  ['7', 7],
  ['many', undefined],
])('the lower end of %s is %s', (range, least) => {
  expect(lowerEnd(range)).toBe(least);
});
