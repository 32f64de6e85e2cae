import { ToolError } from '@patchbay/core';
import { expect, test } from 'vitest';
import type { Candidate } from './candidate.ts';
import { choosePlace } from './choose-place.ts';

const candidate = (name: string, country_code: string, population: number, longitude: number): Candidate => ({
  place: {
    city_id: `${name}-${country_code}`.toLowerCase(),
    name,
    country_code,
    population,
    latitude: 0,
    longitude,
    timezone: 'UTC',
  },
  areas: [],
  kind: 'town',
  isCapital: false,
});
const london = candidate('London', 'GB', 8_900_000, 0);
const londres = candidate('Londres', 'AR', 2_627, -67);

test('likeness never answers', () => {
  expect(choosePlace('Par', [candidate('Paris', 'FR', 2_100_000, 2)])).toBeUndefined();
});

test('a small bearer does not answer for a large place that the geocoder puts first', () => {
  expect(() => choosePlace('Londres', [london, londres])).toThrow(ToolError);
  expect(choosePlace('Londres', [londres, london])?.place.country_code).toBe('AR');
});

test('the largest bearer answers alone from five times the next on', () => {
  const places = (second: number) => [
    candidate('Springe', 'DE', 1_000, 9),
    candidate('Springe', 'US', second, -90),
  ];
  expect(choosePlace('springe', places(200))?.place.country_code).toBe('DE');
  expect(() => choosePlace('springe', places(201))).toThrow('ambiguous');
});
