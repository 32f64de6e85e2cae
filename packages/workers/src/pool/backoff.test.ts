import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the first crash costs no wait, the next ones double it up to ten seconds', () => {
  expect([0, 1, 2, 3, 4, 8, 9, 100].map(backoffMs)).toEqual([0, 0, 100, 200, 400, 6_400, 10_000, 10_000]);
});
