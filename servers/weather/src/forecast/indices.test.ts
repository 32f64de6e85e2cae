import { expect, test } from 'vitest';
import { heatIndex, windChill } from './indices.ts';

const toCelsius = (fahrenheit: number): number => (fahrenheit - 32) / 1.8;
const toFahrenheit = (celsius: number): number => celsius * 1.8 + 32;
const mph = 1.609344;

test.each([
  [40, 5, 36],
  [-10, 55, -46],
  [-45, 25, -84],
  [20, 15, 6],
])(
  'at %d °F and %d mph the wind chill is %d °F, as the chart of the National Weather Service has it',
  (heat, wind, chill) => {
    expect(toFahrenheit(windChill(toCelsius(heat), wind * mph) ?? Number.NaN)).toBeCloseTo(chill, -0.5);
  },
);

test.each([
  [0, 10, -3.3],
  [-10, 20, -17.9],
  [-20, 30, -32.6],
  [-40, 50, -62.7],
])('at %d °C and %d km/h the wind chill is %d °C', (heat, wind, chill) => {
  expect(windChill(heat, wind)).toBeCloseTo(chill, 1);
});

test('mild or calm air has no wind chill, and cool air no heat index', () => {
  expect(windChill(11, 30)).toBeUndefined();
  expect(windChill(-5, 4)).toBeUndefined();
  expect(heatIndex(25, 90)).toBeUndefined();
});

test.each([
  [80, 40, 80],
  [88, 100, 121],
  [92, 70, 112],
  [110, 40, 136],
  [86, 88, 104],
  [96, 65, 121],
  [86, 45, 87],
  [111, 27, 121],
  [96, 60, 116],
])('at %d °F and %d %% the heat index is %d °F', (heat, humidity, index) => {
  const found = toFahrenheit(heatIndex(toCelsius(heat), humidity) ?? Number.NaN);
  expect(Math.abs(found - index)).toBeLessThan(1);
});
