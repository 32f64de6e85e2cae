import { expect, test } from 'vitest';
import { currencyCode } from './currency-signs.ts';

test.each([
  ['eur', 'EUR'],
  [' CHF ', 'CHF'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['US$', 'USD'],
  ['Euro', 'EUR'],
  ['US Dollar', 'USD'],
  ['us dollars', 'USD'],
  ['British Pound', 'GBP'],
  ['Kuwaiti Dinar', 'KWD'],
  ['$', undefined],
  ['¥', undefined],
  ['kr', undefined],
  ['Dollar', undefined],
  ['BTC', undefined],
  ['', undefined],
])('the currency %j is %s', (text, code) => {
  expect(currencyCode(text)).toBe(code);
});
