import { expect, test } from 'vitest';
import { describeWeather } from './wmo-codes.ts';

test('weather codes become words, and gaps stay gaps', () => {
  expect(describeWeather(0)).toBe('clear sky');
  expect(describeWeather(95)).toBe('thunderstorm');
  expect(describeWeather(42)).toBe('weather code 42');
  expect(describeWeather(null)).toBeUndefined();
});
