import type { OpenMeteoApi, OpenMeteoResponse } from './open-meteo.ts';
import { createOpenMeteo } from './open-meteo.ts';
import { type Place, placeList } from './places.ts';

/** A few places with the traps of geocoding, for the tests of the contract. */
const PLACES: readonly Place[] = [
  place(1, 'Paris', 48.85, 2.35, 'Europe/Paris', 'France', 'FR', {
    admin1: 'Île-de-France',
    population: 2_138_551,
    elevation: 42,
  }),
  place(2, 'Paris', 33.66, -95.56, 'America/Chicago', 'United States', 'US', {
    admin1: 'Texas',
    population: 24_782,
    elevation: 183,
  }),
  place(3, 'São Paulo', -23.55, -46.64, 'America/Sao_Paulo', 'Brazil', 'BR', {
    admin1: 'São Paulo',
    population: 12_400_232,
    elevation: 769,
  }),
  place(4, 'Macapá', 0, -51.07, 'America/Belem', 'Brazil', 'BR', { elevation: 14 }),
  place(5, 'Amsterdam', 52.37, 4.89, 'Europe/Amsterdam', 'Netherlands', 'NL', {
    population: 741_636,
    elevation: 0,
  }),
  place(6, 'Kathmandu', 27.7, 85.32, 'Asia/Kathmandu', 'Nepal', 'NP', {
    population: 1_442_271,
    elevation: 1317,
  }),
  place(7, 'Eu', 50.05, 1.42, 'Europe/Paris', 'France', 'FR', { population: 7000, elevation: 20 }),
  place(8, 'London', 51.51, -0.13, 'Europe/London', 'United Kingdom', 'GB', {
    population: 8_961_989,
    elevation: 25,
  }),
];

function place(
  id: number,
  name: string,
  latitude: number,
  longitude: number,
  timezone: string,
  country: string,
  country_code: string,
  more: Partial<Place>,
): Place {
  return { id, name, latitude, longitude, timezone, country, country_code, feature_code: 'PPL', ...more };
}

const NOW = '2026-03-15T13:20:00Z';

/** Asks a fresh contract, so that no state can carry over. */
export function ask(
  api: OpenMeteoApi,
  query: string,
  options: { now?: string; seed?: number | string; path?: string } = {},
): OpenMeteoResponse {
  const { now = NOW, seed = 1, path = api === 'geocoding' ? '/v1/search' : `/v1/${api}` } = options;
  const openMeteo = createOpenMeteo({ seed, now: () => new Date(now), places: placeList(PLACES) });
  return openMeteo.respond({ path, query: new URLSearchParams(query) });
}

/** Walks into a JSON value; undefined where the path leaves it. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** A column of numbers; fails when a value is null or of another type. */
export function numbers(value: unknown, ...path: readonly (string | number)[]): number[] {
  const found = dig(value, ...path);
  if (!Array.isArray(found)) throw new Error(`No column at ${path.join('.')}`);
  return found.map((item: unknown) => {
    if (typeof item !== 'number') throw new Error(`${String(item)} is not a number at ${path.join('.')}`);
    return item;
  });
}

/** The mean of a list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
