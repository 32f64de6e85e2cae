import { expect, test } from 'vitest';
import { compassPoint } from './compass.ts';

test.each([
  [0, 'N'],
  [359, 'N'],
  [360, 'N'],
  [-90, 'W'],
  [202.5, 'SSW'],
  [11.3, 'NNE'],
])('%d degrees point to %s', (degrees, point) => {
  expect(compassPoint(degrees)).toBe(point);
});
