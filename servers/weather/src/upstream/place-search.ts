import { validationError } from '@patchbay/core';
import { countryCode } from '@patchbay/schemas';
import type { Places } from '../deps.ts';
import { cityPlace, gazetteer } from '../gazetteer/gazetteer.ts';
import type { Place } from '../places/place.ts';
import { isOutage, mostMatches, shippedCandidates } from './candidates.ts';
import type { Geocoder } from './geocoder.ts';
import { fitsQualifiers, type PlaceQuery, parsePlaceQuery } from './place-query.ts';
import { toReading } from './reading.ts';

/** Where places come from. */
export interface PlaceSources {
  readonly geocoder: Geocoder;
  /** The attributions of the geocoder's and of the gazetteer's places. */
  readonly attribution: string;
  readonly gazetteerAttribution: string;
  now(): Date;
}

type SearchOptions = Parameters<Places['search']>[1];

/**
 * Places that fit a query, best first: those of the geocoder, or of the gazetteer where it has none or cannot answer.
 *
 * Throws `validation_error` for a country that is none.
 */
export async function searchPlaces(
  sources: PlaceSources,
  text: string,
  options: SearchOptions,
): ReturnType<Places['search']> {
  const { geocoder, attribution, gazetteerAttribution, now } = sources;
  const query = narrow(parsePlaceQuery(text), options.country);
  const { country } = query;
  const shipped = (): Awaited<ReturnType<Places['search']>> => {
    const value = shippedPlaces(query, options.limit);
    return toReading({ value, age_ms: 0, stale: false, from: 'cache' }, gazetteerAttribution, now());
  };
  try {
    const result = await geocoder.search(
      {
        name: query.name,
        count: query.qualifiers.length > 0 ? mostMatches : options.limit,
        ...(country !== undefined && { country }),
        ...(options.language !== undefined && { language: options.language }),
      },
      options,
    );
    const fitting = result.value.filter((candidate) => fitsQualifiers(candidate, query));
    const value = fitting.slice(0, options.limit).map(({ place }) => place);
    return value.length > 0 ? toReading({ ...result, value }, attribution, now()) : shipped();
  } catch (error) {
    const fallback = isOutage(error) ? shipped() : undefined;
    if (!fallback || fallback.value.length === 0) throw error;
    return fallback;
  }
}

function narrow(query: PlaceQuery, country: string | undefined): PlaceQuery {
  if (country === undefined) return query;
  const code = countryCode(country);
  if (code === undefined) {
    throw validationError(`country: "${country}" is not a country.`, {
      hint: 'Give a two-letter code such as "FR", or the English name.',
    });
  }
  return { ...query, country: code, qualifiers: [...query.qualifiers, code] };
}

function shippedPlaces(query: PlaceQuery, limit: number): readonly Place[] {
  const beginning = gazetteer
    .startingWith(query.name, mostMatches)
    .map(cityPlace)
    .map((place) => ({ place, areas: [place.admin1 ?? '', place.country ?? ''], isArea: false }))
    .filter((candidate) => fitsQualifiers(candidate, query));
  const places = [...shippedCandidates(query), ...beginning].map(({ place }) => place);
  return [...new Map(places.map((place) => [place.city_id, place])).values()].slice(0, limit);
}
