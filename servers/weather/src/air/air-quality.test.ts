import { expect, test } from 'vitest';
import { airQualityBand, europeanAirQualityBands } from './air-quality.ts';

test('an index on the edge belongs to the milder band, and there is a band for every value', () => {
  expect(airQualityBand(100)?.name).toBe('moderate');
  expect(airQualityBand(101)?.name).toBe('unhealthy for sensitive groups');
  expect(airQualityBand(900)?.name).toBe('hazardous');
  expect(airQualityBand(40, europeanAirQualityBands)?.name).toBe('fair');
  expect(airQualityBand(-1)).toBeUndefined();
});
