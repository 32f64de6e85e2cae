import { expect, test } from 'vitest';
import { distanceKm } from './geo.ts';

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
