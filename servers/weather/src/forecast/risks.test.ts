import { expect, test } from 'vitest';
import { risksOf } from './risks.ts';

test('a calm day has no risks', () => {
  expect(risksOf({ condition: 'clear sky', temperature_min: 12, wind_gusts: 20 }, {}, 'metric')).toEqual([]);
});

test('names the worst step of each quantity once, with its value', () => {
  const day = { condition: 'heavy rain', wind_gusts: 95, precipitation: 20, temperature_min: 0 };
  expect(risksOf(day, { wind_gusts: 'km/h', precipitation: 'mm', temperature_min: '°C' }, 'metric')).toEqual([
    'damaging gusts (95 km/h)',
    'heavy precipitation (20 mm)',
    'frost (0 °C)',
  ]);
});

test('judges imperial values by imperial limits', () => {
  expect(risksOf({ wind_gusts: 45, temperature_min: 33 }, { wind_gusts: 'mph' }, 'imperial')).toEqual([
    'strong gusts (45 mph)',
  ]);
});

test.each(['thunderstorm', 'freezing rain', 'fog'])('a day with %s is notable by itself', (condition) => {
  expect(risksOf({ condition }, {}, 'metric')).toEqual([condition]);
});

test('a missing value is no risk and no all-clear of another', () => {
  expect(risksOf({ wind_gusts: null, snowfall: 6 }, { snowfall: 'cm' }, 'metric')).toEqual(['snow (6 cm)']);
});
