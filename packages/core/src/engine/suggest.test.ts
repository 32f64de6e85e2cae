import { expect, test } from 'vitest';
import { didYouMean, nearest } from './suggest.ts';

const names = ['city_id', 'latitude', 'units', 'id'];

test.each([
  ['cityId', 'city_id'],
  ['CITY_ID', 'city_id'],
  ['unit', 'units'],
  ['lattitude', 'latitude'],
  ['lat', 'latitude'],
])('%s probably means %s', (wrong, meant) => {
  expect(nearest(wrong, names)).toBe(meant);
});

test.each(['', 'q', 'xy', 'temperature', 'l'.repeat(1_000_000)])('%.20s is like nothing', (wrong) => {
  expect(nearest(wrong, names)).toBeUndefined();
  expect(didYouMean(wrong, names)).toBe('');
});

test('without known names there is nothing to offer', () => {
  expect(nearest('x', [])).toBeUndefined();
});
