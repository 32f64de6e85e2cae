import { ToolError } from '@patchbay/core';
import type { CallOptions } from '../deps.ts';
import type { Candidate } from './candidate.ts';
import { type City, cityPlace } from './gazetteer/city.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { languageOfScript } from './gazetteer/languages.ts';
import { spelled } from './gazetteer/leader.ts';
import type { Geocoder } from './geocoder.ts';
import { fitsQualifiers, type PlaceQuery } from './place-query.ts';

/** As many matches as the geocoder gives at once. */
export const mostMatches = 100;

/**
 * Places of the geocoder that fit a query, asked in the language of the name's script and then in English. Its comma
 * form and our own filter complement each other: it knows areas in every language, we know abbreviations.
 */
export async function candidatesFor(
  geocoder: Geocoder,
  query: PlaceQuery,
  options: CallOptions,
): Promise<readonly Candidate[]> {
  const { name, whole, country } = query;
  const split = { name, count: mostMatches, ...(country !== undefined && { country }) };
  const asIs = { name: whole, count: mostMatches };
  const forms =
    query.qualifiers.length === 0 ? [split] : country === undefined ? [asIs, split] : [split, asIs];
  for (const language of languagesFor(name)) {
    for (const form of forms) {
      const { value } = await geocoder.search({ ...form, language }, options);
      const fitting = value.filter((candidate) => fitsQualifiers(candidate, query));
      if (fitting.length > 0) return fitting;
    }
  }
  return [];
}

/** The languages to ask in for a name: that of its script before English. */
export function languagesFor(name: string): readonly string[] {
  const language = languageOfScript(name);
  return language === undefined ? ['en'] : [language, 'en'];
}

/** Bearers of the query's name in the gazetteer, the largest first. */
export function shippedCandidates(query: PlaceQuery): readonly Candidate[] {
  return shippedBearers(query).map(candidateOf);
}

/** The same as they stand in the gazetteer, those that write out an abbreviation of the name included. */
export function shippedBearers(query: PlaceQuery): readonly City[] {
  const found = [query.name, spelled(query.name)].flatMap((name) => gazetteer.named(name));
  return [...new Map(found.map((city) => [city.index, city])).values()]
    .filter((city) => fitsQualifiers(candidateOf(city), query))
    .sort((a, b) => b.population - a.population);
}

/** A place of the gazetteer as one that a query may mean. */
export function candidateOf(city: City): Candidate {
  const place = cityPlace(city);
  const areas = [place.admin1, place.country].filter((area) => area !== undefined);
  return { place, areas, kind: 'town', isCapital: city.isCapital, bearsName: true };
}

/** Whether an error says that the geocoder cannot answer now, so that the gazetteer may. */
export function isOutage(error: unknown): boolean {
  return error instanceof ToolError && error.retryable && error.code !== 'cancelled';
}
