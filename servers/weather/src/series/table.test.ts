import { expect, test } from 'vitest';
import { cellText, rowText, tableText } from './table.ts';

test('a value carries its unit, and a gap is called missing', () => {
  expect(cellText(18.3, '°C')).toBe('18.3 °C');
  expect(cellText(0)).toBe('0');
  expect(cellText(null, '°C')).toBe('missing');
});

test('a record is one line', () => {
  expect(rowText({ condition: 'rain', wind_speed: 12, rain: null }, { wind_speed: 'km/h', rain: 'mm' })).toBe(
    'condition rain, wind_speed 12 km/h, rain missing',
  );
});

test('a table names units once and shows fields that only some records have', () => {
  const rows = [
    { date: 'a', rain: 1 },
    { date: 'b', rain: null, snow: 2 },
  ];
  expect(tableText(rows, { rain: 'mm' })).toBe('date | rain mm | snow\na | 1 | missing\nb | missing | 2');
});
