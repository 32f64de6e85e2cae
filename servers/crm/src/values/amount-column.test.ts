import { expect, test } from 'vitest';
import { readAmountColumn } from './amount-column.ts';

function read(values: readonly unknown[], currency?: string, fallback = 'USD') {
  return readAmountColumn(
    values.map((value) => ({ value, currency })),
    fallback,
  ).map((cell) => ('problem' in cell ? cell.problem : cell.minor));
}

test.each([
  ['1200', 'USD', 120_000],
  ['1200.50', 'USD', 120_050],
  ['1.234,56 €', 'EUR', 123_456],
  ['€1,234.56', 'EUR', 123_456],
  ['$12,500.00', 'USD', 1_250_000],
  ['US$ 12,500', 'USD', 1_250_000],
  ['(1,200)', 'USD', -120_000],
  ['($1,200.00)', 'USD', -120_000],
  ['$(1,200.00)', 'USD', -120_000],
  ['1,200 (USD)', 'USD', 120_000],
  ["CHF 1'200.–", 'CHF', 120_000],
  ['CHF 1’200.-', 'CHF', 120_000],
  ["1'200.50 Fr.", 'CHF', 120_050],
  ['1.200,- €', 'EUR', 120_000],
  ['1200:-', 'SEK', 120_000],
  ['1 234,56', 'EUR', 123_456],
  ['1\u00a0234,56\u00a0€', 'EUR', 123_456],
  ['1\u202f234,56', 'EUR', 123_456],
  ['1\u2009234\u2009567,8', 'EUR', 123_456_780],
  ['₹1,25,000.50', 'INR', 12_500_050],
  ['Rs. 500', 'INR', 50_000],
  ['Rs.1,25,000', 'INR', 12_500_000],
  ['USD 1200', 'USD', 120_000],
  ['1200 kr', 'SEK', 120_000],
  ['1 200,50 kr.', 'DKK', 120_050],
  ['−1 200,50', 'EUR', -120_050],
  ['–12.5', 'USD', -1250],
  ['12.50-', 'USD', -1250],
  ['-$12.50', 'USD', -1250],
  ['$-12.50', 'USD', -1250],
  ['+12.50', 'USD', 1250],
  ['R$ 1.234,56', 'BRL', 123_456],
  ['1 234,56 zł', 'PLN', 123_456],
  ['125.750', 'KWD', 125_750],
  ['KD 1,125.750', 'KWD', 1_125_750],
  ['0,5', 'EUR', 50],
  ['.5', 'USD', 50],
  ['12.', 'USD', 1200],
  ['1,234', 'USD', 123_400],
  ['1.234', 'EUR', 123_400],
  ['1,234', 'JPY', 1234],
  ['￥１，２３４', 'JPY', 1234],
  ['1,234円', 'JPY', 1234],
  ['1200.00', 'JPY', 1200],
  ['١٬٢٣٤٫٥٠', 'EGP', 123_450],
  ['1,200 د.إ', 'AED', 120_000],
  ['د.إ 1,200', 'AED', 120_000],
  ['12.5000', 'EUR', 1250],
  ['1.234.567', 'EUR', 123_456_700],
  ['450000', 'HUF', 45_000_000],
  [12.5, 'EUR', 1250],
  [125.75, 'KWD', 125_750],
  [0, 'EUR', 0],
])('%j in %s is %d minor units', (value, currency, minor) => {
  expect(read([value], currency)).toEqual([minor]);
});

test.each([
  ['12.345,6.7', 'EUR', 'is no amount'],
  ['1.23.456', 'EUR', 'is no amount'],
  ['1,2,3', 'USD', 'is no amount'],
  ['abc', 'EUR', 'is no amount'],
  ['', 'EUR', 'is no amount'],
  ['12-50', 'EUR', 'is no amount'],
  ['1200¹', 'EUR', 'is no amount'],
  ['1½', 'EUR', 'is no amount'],
  ['1.2E3', 'EUR', 'power of ten'],
  ['12 %', 'EUR', 'percentage'],
  ['1.2k', 'USD', 'abbreviated'],
  ['3 Mio', 'EUR', 'abbreviated'],
  ['5 apples', 'EUR', 'sign that is not known'],
  ['0.5', 'JPY', 'more decimals than JPY, which has none'],
  ['0.1234', 'EUR', 'more decimals than EUR, which has 2'],
  ['99999999999999999', 'EUR', 'too large'],
  [1e21, 'EUR', 'too large'],
  [0.005, 'EUR', 'more decimals'],
  ['$12', 'EUR', 'a sign of USD, CAD, AUD and others while the currency is EUR'],
  ['€5 USD', 'USD', 'more than one currency'],
  ['1,234', 'KWD', 'may be 1,234 or 1.234 KWD'],
  ['x'.repeat(10_000), 'EUR', 'is no amount'],
  [true, 'EUR', 'must be an amount'],
])('%j in %s is refused: %s', (value, currency, told) => {
  expect(String(read([value], currency)[0])).toContain(told);
});

test('a pound is sterling unless the record or the usual currency has a pound of its own', () => {
  const currencyOf = (currency: string | undefined, fallback: string) =>
    readAmountColumn([{ value: '£1,200', currency }], fallback).map(
      (cell) => 'minor' in cell && cell.currency,
    );
  expect(currencyOf(undefined, 'USD')).toEqual(['GBP']);
  expect(currencyOf('EGP', 'USD')).toEqual(['EGP']);
  expect(currencyOf(undefined, 'EGP')).toEqual(['EGP']);
});

test('what one cell leaves open, the others of its column decide', () => {
  expect(read(['1,234', '1,234.50'], 'KWD')).toEqual([1_234_000, 1_234_500]);
  expect(read(['1,234', '12,5'], 'KWD')).toEqual([1234, 12_500]);
  expect(read(['12.500', '0.500'], 'KWD')).toEqual([12_500, 500]);
  expect(read(['12.500', '0.500'], 'EUR')).toEqual([1250, 50]);
  expect(read(['12.500', '3,50'], 'EUR')).toEqual([1_250_000, 350]);
});

test('a cell against its column is refused with both readings, never scaled', () => {
  const [first, second] = read(['1,200', '12,50'], 'EUR');
  expect(first).toContain('may be 1,200 or 1.200 EUR');
  expect(second).toBe(1250);
  // each of them can be read in one way only
  expect(read(['1,234.50', '1.234,50'], 'EUR')).toEqual([123_450, 123_450]);
  expect(String(read(['1,234.50', '1.234,50', '1,234'], 'EUR')[2])).toContain('may be 1,234 or 1.234');
});

test('a currency comes from the record, the sign or the default, and is told', () => {
  const sources = (value: string, currency?: string, fallback = 'USD') =>
    readAmountColumn([{ value, currency }], fallback)[0];
  expect(sources('5', 'EUR')).toMatchObject({ currency: 'EUR', currency_from: 'record' });
  expect(sources('5 €')).toMatchObject({ currency: 'EUR', currency_from: 'sign' });
  expect(sources('$5', undefined, 'CAD')).toMatchObject({ currency: 'CAD', currency_from: 'sign' });
  expect(sources('$5', undefined, 'EUR')).toEqual({
    problem: 'has a sign of USD, CAD, AUD and others: fill currency',
  });
  expect(sources('5')).toMatchObject({ currency: 'USD', currency_from: 'default' });
});
