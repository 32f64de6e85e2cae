import { expect, test } from 'vitest';
import { cleanFloat, roundTo } from './numbers.ts';

test('the noise of 32-bit floats goes, the number stays', () => {
  expect(cleanFloat(37.03999)).toBe(37.04);
  expect(cleanFloat(Math.fround(0.1))).toBe(0.1);
  expect(cleanFloat(1013.25)).toBe(1013.25);
  expect(cleanFloat(1_761_256_800)).toBe(1_761_256_800);
  expect(Object.is(cleanFloat(-0), 0)).toBe(true);
});

test('halves round away from zero, and never to minus zero', () => {
  expect(roundTo(1.005, 2)).toBe(1.01);
  expect(roundTo(-2.5, 0)).toBe(-3);
  expect(Object.is(roundTo(-0.01, 1), 0)).toBe(true);
});
