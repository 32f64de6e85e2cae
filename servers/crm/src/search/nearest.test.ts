import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('the nearest name is offered only when one is near', () => {
  const known = ['amount_minor', 'stage', 'close_date'];
  expect([nearest('amount', known), nearest('stge', known), nearest('colour', known)]).toEqual([
    'amount_minor',
    'stage',
    undefined,
  ]);
});
