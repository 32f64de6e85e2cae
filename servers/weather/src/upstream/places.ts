import type { CallOptions, Places } from '../deps.ts';
import type { Place } from '../places/place.ts';
import type { Candidate } from './candidate.ts';
import { candidatesFor, isOutage, shippedCandidates } from './candidates.ts';
import { choosePlace } from './choose-place.ts';
import { cityPlace } from './gazetteer/city.ts';
import { foldName } from './gazetteer/fold.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { languageOfScript } from './gazetteer/languages.ts';
import type { Geocoder } from './geocoder.ts';
import {
  airportError,
  elsewhereThan,
  isPostalCode,
  kindError,
  postalCodeError,
  unknownPlace,
} from './no-place.ts';
import { type PlaceQuery, parsePlaceQuery, respelled, splitQueries } from './place-query.ts';
import { type PlaceSources, searchPlaces } from './place-search.ts';
import { placeAt, pointIn, refuseEmptyValue } from './points.ts';
import { toReading } from './reading.ts';

/** A town from this size on is meant before an airport or a namesake in another script. */
const wellKnown = 15_000;
const featuredIds = ['new-york', 'london', 'tokyo'] as const;
/**
 * Finds places: coordinates and ids by themselves, names through the geocoder, and through the gazetteer when the
 * geocoder cannot answer.
 *
 * Every `city_id` it gives out is understood again by any other process: slugs of the gazetteer, `gn-<GeoNames id>`,
 * or `lat,lon`.
 */
export function createPlaces(sources: PlaceSources): Places {
  return {
    resolve: (location, options) => resolve(sources.geocoder, location, options),
    search: async (query, options) => {
      refuseEmptyValue(query.trim());
      const point = pointIn(query.trim());
      if (!point) return searchPlaces(sources, query, options);
      const found = { value: [placeAt(point)], age_ms: 0, stale: false, from: 'cache' } as const;
      return toReading(found, sources.gazetteerAttribution, sources.now());
    },
    suggest: (prefix, limit) => ({
      values: gazetteer.startingWith(prefix, limit).map((city) => city.city_id),
      total: gazetteer.countStartingWith(prefix),
    }),
    featured: () => featuredIds.flatMap((id) => gazetteer.byId(id) ?? []).map(cityPlace),
  };
}

async function resolve(geocoder: Geocoder, location: string, options: CallOptions): Promise<Place> {
  const text = location.trim();
  refuseEmptyValue(text);
  const point = pointIn(text);
  if (point) return placeAt(point);
  const known = await byId(geocoder, text, options);
  if (known) return known;
  const query = parsePlaceQuery(text);
  if (foldName(query.name) === '') throw await unknownPlace({ text, name: text });
  return shippedPlace(query) ?? (await geocoded(geocoder, query, options));
}

/** A place by the id that was given out for it. */
async function byId(geocoder: Geocoder, text: string, options: CallOptions): Promise<Place | undefined> {
  const city = gazetteer.byId(text);
  if (city) return cityPlace(city);
  const id = /^gn-(\d{1,10})$/i.exec(text)?.[1];
  return id === undefined ? undefined : (await geocoder.byGeonamesId(Number(id), options)).place;
}

/**
 * The shipped place that bears the name, also with its region or country behind it and no comma.
 *
 * A small place does not answer for a code of an airport, nor before the geocoder for a name in another script, which
 * may be what a city elsewhere is called in that language. Throws where several do and none leads, and for a name of
 * something that is no town.
 */
function shippedPlace(query: PlaceQuery): Place | undefined {
  const isBare = query.qualifiers.length === 0;
  const airport = isBare ? airportError(query.name) : undefined;
  for (const form of [query, ...(isBare ? splitQueries(query.whole) : [])]) {
    const error = elsewhereThan(form);
    if (error) throw error;
    const chosen = choosePlace(form.name, shippedCandidates(form));
    if (!chosen) continue;
    if ((chosen.place.population ?? 0) >= wellKnown) return chosen.place;
    if (airport) throw airport;
    if (languageOfScript(form.name) === undefined) return chosen.place;
  }
  if (airport) throw airport;
  return undefined;
}

/** What the geocoder knows beyond the shipped places, then other spellings of the name. */
async function geocoded(geocoder: Geocoder, query: PlaceQuery, options: CallOptions): Promise<Place> {
  const { name, whole } = query;
  const answer = await settled(candidatesFor(geocoder, query, options));
  const candidates = 'value' in answer ? [...answer.value, ...smallInScript(query)] : [];
  if (isPostalCode(name)) throw postalCodeError(whole, candidates);
  const chosen = choosePlace(name, candidates) ?? otherSpelling(query);
  if (!chosen && 'error' in answer) throw answer.error;
  if (!chosen) throw await unknownPlace({ text: whole, name, near: candidates });
  const error = kindError(name, chosen);
  if (error) throw error;
  return chosen.place;
}

/** The shipped bearers of a name in another script than Latin, which were not taken before the geocoder was asked. */
function smallInScript(query: PlaceQuery): readonly Candidate[] {
  return languageOfScript(query.name) === undefined ? [] : shippedCandidates(query);
}

/** An outage of the geocoder does not matter where the shipped places have another spelling. */
async function settled(
  asked: Promise<readonly Candidate[]>,
): Promise<{ readonly value: readonly Candidate[] } | { readonly error: unknown }> {
  try {
    return { value: await asked };
  } catch (error) {
    if (isOutage(error)) return { error };
    throw error;
  }
}

function otherSpelling(query: PlaceQuery): Candidate | undefined {
  for (const name of respelled(query.name)) {
    const chosen = choosePlace(name, shippedCandidates({ ...query, name }));
    if (chosen) return chosen;
  }
  return undefined;
}
