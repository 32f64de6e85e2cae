import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmountColumn } from './amount-column.ts';
import { currencyDigits, formatMoney, isCurrency, minorAmount, moneyText, shareOf } from './money.ts';

/** ISO 4217, list one, by decimal places; metals and test codes have none and are left out. */
const standard: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
  COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR
  IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
  NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
  SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

test('every currency has the decimal places of the standard', () => {
  for (const [places, codes] of Object.entries(standard)) {
    for (const code of codes.split(/\s+/)) {
      expect([code, isCurrency(code), currencyDigits(code)]).toEqual([code, true, Number(places)]);
    }
  }
  expect(isCurrency('XQQ')).toBe(false);
});

test.each([
  [12.5, 'USD', 1250],
  [1.234, 'KWD', 1234],
  [500, 'JPY', 500],
  [0, 'EUR', 0],
  [0.29, 'EUR', 29],
  [1.005e3, 'EUR', 100_500],
  [19.99, 'EUR', 1999],
  [-0, 'EUR', 0],
  [1200, 'HUF', 120_000],
])('%s %s is %s in minor units', (amount, currency, minor) => {
  expect(minorAmount(amount, currency)).toBe(minor);
});

test.each([
  [1.234, 'USD', 'too_many_decimals'],
  [0.5, 'JPY', 'too_many_decimals'],
  [1, 'XQQ', 'unknown_currency'],
  [1e15, 'USD', 'too_large'],
  [1e-7, 'USD', 'too_large'],
])('%s %s is no amount: %s', (amount, currency, problem) => {
  expect(minorAmount(amount, currency)).toEqual({ problem });
});

test('every amount survives being written and read', () => {
  const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD', 'CLF');
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), currency, (minor, code) => {
      const text = moneyText({ minor, currency: code });
      expect(readAmountColumn([{ value: text, currency: code }], 'USD')).toEqual([
        { minor, currency: code, currency_from: 'record' },
      ]);
      expect(text.split('.')[1]?.length ?? 0).toBe(currencyDigits(code));
    }),
  );
});

test('amounts are shown with their currency', () => {
  expect(formatMoney({ minor: 123_456_750, currency: 'EUR' })).toBe('EUR 1,234,567.50');
  expect(formatMoney({ minor: -500_000, currency: 'USD' })).toBe('USD -5,000');
  expect(formatMoney({ minor: 5, currency: 'KWD' })).toBe('KWD 0.005');
});

test('a share rounds half away from zero', () => {
  expect([shareOf(250, 1900), shareOf(50, 100), shareOf(-50, 100), shareOf(0, 1900)]).toEqual([48, 1, -1, 0]);
});
