import { expect, test } from 'vitest';
import { minorPrice, unusualScales } from './price.ts';

test.each([
  [12.5, 'USD', 1250],
  [1.234, 'KWD', 1234],
  [500, 'JPY', 500],
  [0, 'EUR', 0],
  [0.29, 'EUR', 29],
  [1.005e3, 'EUR', 100_500],
  [19.99, 'EUR', 1999],
])('%s %s is %s in minor units', (amount, currency, minor) => {
  expect(minorPrice(amount, currency)).toBe(minor);
});

test.each([
  [1.234, 'USD', 'too_many_decimals'],
  [0.5, 'JPY', 'too_many_decimals'],
  [1, 'XQQ', 'unknown_currency'],
  [1e15, 'USD', 'too_large'],
])('%s %s is no price: %s', (amount, currency, problem) => {
  expect(minorPrice(amount, currency)).toEqual({ problem });
});

test('every currency without hundredths has its scale', () => {
  const scaleOf = (currency: string) =>
    unusualScales().find(({ currencies }) => currencies.includes(currency))?.factor;
  expect([scaleOf('JPY'), scaleOf('KWD'), scaleOf('USD')]).toEqual([1, 1000, undefined]);
});
