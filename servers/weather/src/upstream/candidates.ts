import { ToolError } from '@patchbay/core';
import type { CallOptions } from '../deps.ts';
import { cityPlace, gazetteer } from '../gazetteer/gazetteer.ts';
import type { Candidate } from './candidate.ts';
import type { Geocoder } from './geocoder.ts';
import { fitsQualifiers, type PlaceQuery } from './place-query.ts';

/** As many matches as the geocoder gives at once. */
export const mostMatches = 100;

/**
 * Places that fit a query. The comma form of the geocoder and our own filter complement each other: it knows areas in
 * every language, we know abbreviations.
 */
export async function candidatesFor(
  geocoder: Geocoder,
  query: PlaceQuery,
  options: CallOptions,
): Promise<readonly Candidate[]> {
  const { name, whole, country } = query;
  const split = { name, count: mostMatches, ...(country !== undefined && { country }) };
  const asIs = { name: whole, count: mostMatches };
  const attempts =
    query.qualifiers.length === 0 ? [split] : country === undefined ? [asIs, split] : [split, asIs];
  try {
    for (const attempt of attempts) {
      const { value } = await geocoder.search(attempt, options);
      const fitting = value.filter((candidate) => fitsQualifiers(candidate, query));
      // A namesake may stand in the gazetteer under a further name that the geocoder does not match.
      if (fitting.length > 0) return [...fitting, ...shippedCandidates(query)];
    }
  } catch (error) {
    const shipped = shippedCandidates(query);
    if (shipped.length > 0 && isOutage(error)) return shipped;
    throw error;
  }
  return shippedCandidates(query);
}

/** Bearers of the query's name in the gazetteer, the largest first. */
export function shippedCandidates(query: PlaceQuery): readonly Candidate[] {
  return gazetteer
    .named(query.name)
    .map(cityPlace)
    .map((place): Candidate => {
      const areas = [place.admin1, place.country].filter((area) => area !== undefined);
      return { place, areas, isArea: false, bearsName: true };
    })
    .filter((candidate) => fitsQualifiers(candidate, query));
}

/** Whether an error says that the geocoder cannot answer now, so that the gazetteer may. */
export function isOutage(error: unknown): boolean {
  return error instanceof ToolError && error.retryable && error.code !== 'cancelled';
}
