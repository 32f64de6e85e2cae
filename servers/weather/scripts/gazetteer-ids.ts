import { slugOf } from '../src/gazetteer/fold.ts';
import type { SourceCity } from './gazetteer-source.ts';

/** A plain slug goes to a city that is at least this many times as large as the next bearer of the name. */
const dominance = 5;

/**
 * Gives every chosen city its id, by GeoNames id.
 *
 * The plain slug is a promise that nobody who types the name means another place, so it is weighed against every
 * bearer of the source, chosen or not. All others carry their country, then their region, then their GeoNames id.
 */
export function assignIds(
  chosen: readonly SourceCity[],
  all: readonly SourceCity[],
): ReadonlyMap<number, string> {
  const bearers = groupBy(all, (city) => [...new Set([city.name, ...city.also].map(slugOf))]);
  const ids = new Map<number, string>();
  for (const [slug, cities] of groupBy(chosen, (city) => [slugOf(city.name)])) {
    const [first, second] = bearers.get(slug) ?? [];
    const leads = first !== undefined && first.population >= dominance * (second?.population ?? 0);
    for (const city of cities) {
      ids.set(city.geonamesId, leads && city === first ? slug : qualified(slug, city, cities));
    }
  }
  return ids;
}

function qualified(slug: string, city: SourceCity, cities: readonly SourceCity[]): string {
  const country = city.country.toLowerCase();
  const compatriots = cities.filter((other) => other.country === city.country);
  if (compatriots.length === 1) return `${slug}-${country}`;
  const region = city.admin1;
  const isOnlyThere = compatriots.filter((other) => other.admin1 === region).length === 1;
  if (region !== undefined && isOnlyThere) return `${slug}-${country}-${slugOf(region)}`;
  return `${slug}-${country}-${city.geonamesId}`;
}

function groupBy(
  cities: readonly SourceCity[],
  keysOf: (city: SourceCity) => readonly string[],
): Map<string, SourceCity[]> {
  const groups = new Map<string, SourceCity[]>();
  for (const city of cities) {
    for (const key of keysOf(city)) {
      const group = groups.get(key);
      if (group) group.push(city);
      else groups.set(key, [city]);
    }
  }
  return groups;
}
