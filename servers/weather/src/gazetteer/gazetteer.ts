import { countryName } from '@patchbay/schemas';
import { distance } from 'fastest-levenshtein';
import { distanceKm, type Point } from '../places/geo.ts';
import type { Place } from '../places/place.ts';
import { foldName, slugOf } from './fold.ts';
import { type City, parseCities } from './parse-cities.ts';

/** The cities that ship with the server: about 6,000, from GeoNames (CC BY 4.0). */
export interface Gazetteer {
  readonly cities: readonly City[];
  byId(cityId: string): City | undefined;
  byGeonamesId(id: number): City | undefined;
  /** Every bearer of a name, spelt in any case and with or without diacritics; the largest first. */
  named(name: string): readonly City[];
  /** Cities whose name or id begins with the text, the largest first. */
  startingWith(prefix: string, limit: number): readonly City[];
  /** Cities with a similar name, the most similar first; none that shares too little. */
  similarTo(name: string, limit: number): readonly City[];
  /** The nearest city and its distance; undefined when none is within `withinKm`. */
  nearest(point: Point, withinKm: number): { readonly city: City; readonly km: number } | undefined;
}

interface Tables {
  readonly cities: readonly City[];
  readonly byId: ReadonlyMap<string, City>;
  readonly byGeonamesId: ReadonlyMap<number, City>;
  readonly byName: ReadonlyMap<string, readonly City[]>;
  /** Slugs of ids and names in order, with the rank of their city by size. */
  readonly prefixes: readonly (readonly [slug: string, rank: number])[];
}

let tables: Tables | undefined;

function load(): Tables {
  if (tables) return tables;
  const cities = parseCities();
  const names = cities.flatMap((city) =>
    [...new Set([city.name, ...city.also].map(foldName))].map((name) => ({ name, city })),
  );
  const prefixes = cities
    .flatMap((city, rank) =>
      [...new Set([city.city_id, ...[city.name, ...city.also].map(slugOf)])].map(
        (slug): readonly [string, number] => [slug, rank],
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  tables = {
    cities,
    byId: new Map(cities.map((city) => [city.city_id, city])),
    byGeonamesId: new Map(cities.map((city) => [city.geonames_id, city])),
    byName: new Map(
      [...Map.groupBy(names, ({ name }) => name)].map(([name, found]) => [
        name,
        found.map(({ city }) => city),
      ]),
    ),
    prefixes,
  };
  return tables;
}

/** The shipped gazetteer; its table is read on the first question. */
export const gazetteer: Gazetteer = {
  get cities() {
    return load().cities;
  },
  byId: (cityId) => load().byId.get(cityId),
  byGeonamesId: (id) => load().byGeonamesId.get(id),
  named: (name) => load().byName.get(foldName(name)) ?? [],
  startingWith,
  similarTo,
  nearest,
};

/** A city as the rest of the server knows places. */
export function cityPlace(city: City): Place {
  const country = countryName(city.country_code);
  return {
    city_id: city.city_id,
    name: city.name,
    ...(city.admin1 !== undefined && { admin1: city.admin1 }),
    ...(country !== undefined && { country }),
    country_code: city.country_code,
    latitude: city.latitude,
    longitude: city.longitude,
    timezone: city.timezone,
    population: city.population,
  };
}

function startingWith(prefix: string, limit: number): readonly City[] {
  const { cities, prefixes } = load();
  const wanted = slugOf(prefix);
  const ranks = new Set<number>();
  for (let at = firstAtOrAfter(prefixes, wanted); at < prefixes.length; at += 1) {
    const [slug = '', rank = 0] = prefixes[at] ?? [];
    if (!slug.startsWith(wanted)) break;
    ranks.add(rank);
  }
  return [...ranks]
    .sort((a, b) => a - b)
    .slice(0, limit)
    .flatMap((rank) => cities[rank] ?? []);
}

function firstAtOrAfter(entries: Tables['prefixes'], wanted: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.[0] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function similarTo(name: string, limit: number): readonly City[] {
  const wanted = foldName(name);
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  const close = [...load().byName]
    .filter(([other]) => Math.abs(other.length - wanted.length) <= tolerance)
    .map(([other, cities]) => ({ edits: distance(other, wanted), city: cities[0] }))
    .filter(({ edits }) => edits <= tolerance)
    .sort((a, b) => a.edits - b.edits || (b.city?.population ?? 0) - (a.city?.population ?? 0))
    .flatMap(({ city }) => city ?? []);
  return [...new Set(close)].slice(0, limit);
}

function nearest(point: Point, withinKm: number): { city: City; km: number } | undefined {
  const degrees = withinKm / 110;
  let best: { city: City; km: number } | undefined;
  for (const city of load().cities) {
    if (Math.abs(city.latitude - point.latitude) > degrees) continue;
    const km = distanceKm(city, point);
    if (km <= (best?.km ?? withinKm)) best = { city, km };
  }
  return best;
}
