import { expect, test } from 'vitest';
import { cellOf, rowsOf, unitsOf, type Variable } from './variable.ts';

test.each<[Variable, number | string | null, string, number | string | null]>([
  [{ name: 't', column: 't' }, 18.349, '°C', 18.3],
  [{ name: 'w', column: 'w' }, 12.6, 'km/h', 13],
  [{ name: 'p', column: 'p' }, 0.126, 'inch', 0.13],
  [{ name: 'v', column: 'v', decimals: 0 }, 24_140.2, 'm', 24_140],
  [{ name: 'sun', column: 'sun', scale: { factor: 1 / 3600, unit: 'h' } }, 5400, 's', 1.5],
  [{ name: 'c', column: 'c', as: 'weather' }, 61, 'wmo code', 'light rain'],
  [{ name: 'd', column: 'd', as: 'compass' }, 225, '°', 'SW'],
  [{ name: 'c', column: 'c', as: 'weather' }, null, 'wmo code', null],
  [{ name: 't', column: 't' }, null, '°C', null],
])('%j shows %j %s as %j', (variable, raw, unit, shown) => {
  expect(cellOf(variable, raw, unit)).toBe(shown);
});

test('a column that the source left out is null in every record', () => {
  const columns = { time: ['2026-07-15', '2026-07-16'], values: { rain: [1, 2] }, units: { rain: 'mm' } };
  const variables = [
    { name: 'rain', column: 'rain' },
    { name: 'snow', column: 'snow' },
  ];
  expect(rowsOf(variables, columns)).toEqual([
    { time: '2026-07-15', rain: 1, snow: null },
    { time: '2026-07-16', rain: 2, snow: null },
  ]);
});

test('units are those of the answer, in words people use, and only where there is one', () => {
  const variables: Variable[] = [
    { name: 'wind', column: 'w' },
    { name: 'condition', column: 'c', as: 'weather' },
    { name: 'sun', column: 's', scale: { factor: 1, unit: 'h' } },
    { name: 'index', column: 'i' },
    { name: 'gone', column: 'g' },
  ];
  expect(unitsOf(variables, { w: 'mp/h', c: 'wmo code', s: 's', i: '' })).toEqual({ wind: 'mph', sun: 'h' });
});
