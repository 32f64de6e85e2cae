import { expect, test } from 'vitest';
import { unusualScales } from './price.ts';

test('every currency without hundredths has its scale', () => {
  const scaleOf = (currency: string) =>
    unusualScales().find(({ currencies }) => currencies.includes(currency))?.factor;
  expect([scaleOf('JPY'), scaleOf('KWD'), scaleOf('USD')]).toEqual([1, 1000, undefined]);
});
