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

test('a name that is nearly the same is nearer than one that is a part', () => {
  const known = ['name', 'first_name', 'owner_name'];
  expect([nearest('FIRST_NAME', known), nearest('owner_names', known)]).toEqual(['first_name', 'owner_name']);
});
