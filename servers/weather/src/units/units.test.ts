import { expect, test } from 'vitest';
import { convertTemperature, temperatureUnits } from './units.ts';

test.each([
  [100, 'celsius', 'fahrenheit', 212],
  [-40, 'fahrenheit', 'celsius', -40],
  [0, 'kelvin', 'celsius', -273.15],
  [-459.67, 'fahrenheit', 'kelvin', 0],
  [37.5, 'celsius', 'kelvin', 310.65],
  [0.1 + 0.2, 'celsius', 'kelvin', 273.45],
] as const)('%d %s in %s is %d', (value, from, to, expected) => {
  expect(convertTemperature(value, from, to)).toBe(expected);
});

test('there and back gives the same temperature on every pair of scales', () => {
  for (const from of temperatureUnits) {
    for (const to of temperatureUnits) {
      const there = convertTemperature(12.34, from, to) ?? Number.NaN;
      expect(convertTemperature(there, to, from)).toBeCloseTo(12.34, 6);
    }
  }
});

test('nothing is colder than absolute zero', () => {
  expect(convertTemperature(-273.16, 'celsius', 'kelvin')).toBeUndefined();
  expect(convertTemperature(-0.001, 'kelvin', 'kelvin')).toBeUndefined();
});
