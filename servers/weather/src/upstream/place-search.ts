import { validationError } from '@patchbay/core';
import { countryCode } from '@patchbay/schemas';
import type { Places } from '../deps.ts';
import type { Place } from '../places/place.ts';
import { candidateOf, isOutage, languagesFor, mostMatches, shippedCandidates } from './candidates.ts';
import { cityPlace } from './gazetteer/city.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import type { Geocoder } from './geocoder.ts';
import { airportError, isPostalCode, postalCodeError } from './no-place.ts';
import { fitsQualifiers, type PlaceQuery, parsePlaceQuery, splitQueries } from './place-query.ts';
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
  const shipped = (): Awaited<ReturnType<Places['search']>> => {
    const value = shippedPlaces(query, options.limit);
    return toReading({ value, age_ms: 0, stale: false, from: 'cache' }, gazetteerAttribution, now());
  };
  try {
    const { result, fitting } = await askedFor(geocoder, query, options);
    if (fitting.length === 0 && isPostalCode(query.name)) throw postalCodeError(text, []);
    const value = distinct(fitting.map(({ place }) => place)).slice(0, options.limit);
    if (value.length > 0) return toReading({ ...result, value }, attribution, now());
  } catch (error) {
    if (!isOutage(error) || shipped().value.length === 0) throw error;
  }
  const found = shipped();
  const airport = found.value.length === 0 ? airportError(query.name) : undefined;
  if (airport) throw airport;
  return found;
}

/** What the geocoder has in the language that was asked for, or that of the name's script, or English. */
async function askedFor(geocoder: Geocoder, query: PlaceQuery, options: SearchOptions) {
  const { name, country, qualifiers } = query;
  const own = options.language === undefined || options.language === 'en' ? [] : [options.language];
  const [first = 'en', ...others] = new Set([...own, ...languagesFor(name)]);
  const ask = async (language: string) => {
    const count = qualifiers.length > 0 ? mostMatches : options.limit;
    const result = await geocoder.search(
      { name, count, language, ...(country !== undefined && { country }) },
      options,
    );
    return { result, fitting: result.value.filter((candidate) => fitsQualifiers(candidate, query)) };
  };
  let answer = await ask(first);
  for (const language of others) if (answer.fitting.length === 0) answer = await ask(language);
  return answer;
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

/** Bearers of the name, then those of a name that begins so, then the largest places of a region or country of it. */
function shippedPlaces(query: PlaceQuery, limit: number): readonly Place[] {
  const beginning = gazetteer
    .startingWith(query.name, mostMatches)
    .map(candidateOf)
    .filter((candidate) => fitsQualifiers(candidate, query));
  const split = splitQueries(query.whole).flatMap(shippedCandidates);
  const inArea = gazetteer.areas(query.name).flatMap((area) => area.largest(limit).map(cityPlace));
  const places = [...shippedCandidates(query), ...split, ...beginning].map(({ place }) => place);
  const found = places.length > 0 ? places : inArea;
  return distinct(found).slice(0, limit);
}

/** Each place once: the geocoder has several records of some. */
function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [place.city_id, place])).values()];
}
