import { expect, test } from 'vitest';
import { airQualityBand, europeanAirQualityBands } from '../air/air-quality.ts';
import { distanceKm } from '../places/geo.ts';
import { compassPoint } from '../units/compass.ts';
import { describeWeather } from '../units/wmo-codes.ts';

test.each([
  [0, 'N'],
  [359, 'N'],
  [360, 'N'],
  [-90, 'W'],
  [202.5, 'SSW'],
  [11.3, 'NNE'],
])('%d degrees point to %s', (degrees, point) => {
  expect(compassPoint(degrees)).toBe(point);
});

test('weather codes become words, and gaps stay gaps', () => {
  expect(describeWeather(0)).toBe('clear sky');
  expect(describeWeather(95)).toBe('thunderstorm');
  expect(describeWeather(42)).toBe('weather code 42');
  expect(describeWeather(null)).toBeUndefined();
});

test('an index on the edge belongs to the milder band, and there is a band for every value', () => {
  expect(airQualityBand(100)?.name).toBe('moderate');
  expect(airQualityBand(101)?.name).toBe('unhealthy for sensitive groups');
  expect(airQualityBand(900)?.name).toBe('hazardous');
  expect(airQualityBand(40, europeanAirQualityBands)?.name).toBe('fair');
  expect(airQualityBand(-1)).toBeUndefined();
});

test('distances hold across the antimeridian and at the poles', () => {
  expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(
    111.2,
    1,
  );
  expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: 90, longitude: 120 })).toBeCloseTo(0);
  expect(
    distanceKm({ latitude: 48.8566, longitude: 2.3522 }, { latitude: 51.5074, longitude: -0.1278 }),
  ).toBeCloseTo(343.6, 0);
});
