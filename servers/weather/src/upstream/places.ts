import { validationError } from '@patchbay/core';
import type { CallOptions, Places } from '../deps.ts';
import { foldName, slugOf } from '../gazetteer/fold.ts';
import { cityPlace, gazetteer } from '../gazetteer/gazetteer.ts';
import type { City } from '../gazetteer/parse-cities.ts';
import { parseCoordinates } from '../places/coordinates.ts';
import type { Point } from '../places/geo.ts';
import type { Place } from '../places/place.ts';
import { zoneAt } from '../places/zone.ts';
import { candidatesFor } from './candidates.ts';
import { choosePlace, dominates, unknownPlace } from './choose-place.ts';
import type { Geocoder } from './geocoder.ts';
import { parsePlaceQuery } from './place-query.ts';
import { type PlaceSources, searchPlaces } from './place-search.ts';
import { toReading } from './reading.ts';

const featuredIds = ['new-york', 'london', 'tokyo'] as const;
/** A point within this distance of a city is named after it. */
const nearKm = 25;
/** A point within this distance of a city keeps its clock. */
const insideKm = 3;

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
    suggest: (prefix, limit) => gazetteer.startingWith(prefix, limit).map((city) => city.city_id),
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
  if (foldName(query.name) === '') throw unknownPlace(text, text);
  const candidates = await candidatesFor(geocoder, query, options);
  const place = choosePlace(query.name, candidates);
  if (!place) throw unknownPlace(text, query.name, candidates);
  return place;
}

/** What programs write for nothing; places bear such names (Nan in Thailand), spelt otherwise. */
const emptyValues: ReadonlySet<string> = new Set(['NaN', 'null', 'undefined', 'None']);

function refuseEmptyValue(text: string): void {
  const parts = text.split(/[\s,;]+/);
  const empty = parts.find((part) => emptyValues.has(part));
  if (empty === undefined || !parts.every((part) => emptyValues.has(part) || !Number.isNaN(Number(part))))
    return;
  throw validationError(`location: "${text}" is no place: a program writes "${empty}" for a missing value.`, {
    hint: 'Give a place name, a city id or "lat,lon"; for the town in Thailand "Nan, TH".',
  });
}

function pointIn(text: string): Point | undefined {
  const parsed = parseCoordinates(text);
  if (parsed === undefined || 'latitude' in parsed) return parsed;
  throw validationError(`location: ${parsed.problem}`, {
    hint: 'Give "latitude,longitude" in decimal degrees, such as "48.8566,2.3522", or a place name.',
  });
}

/** An id as it was given out, or a name of which the gazetteer alone knows whom it means. */
async function byId(geocoder: Geocoder, text: string, options: CallOptions): Promise<Place | undefined> {
  const city = gazetteer.byId(text) ?? wellKnown(text);
  if (city) return cityPlace(city);
  const id = /^gn-(\d{1,10})$/i.exec(text)?.[1];
  if (id === undefined) return undefined;
  const shipped = gazetteer.byGeonamesId(Number(id));
  return shipped ? cityPlace(shipped) : (await geocoder.byGeonamesId(Number(id), options)).place;
}

function wellKnown(text: string): City | undefined {
  if (text.includes(',')) return undefined;
  const bySlug = gazetteer.byId(slugOf(text));
  const bearers = new Set([...gazetteer.named(text), ...(bySlug ? [bySlug] : [])]);
  const [leader, next] = [...bearers].sort((a, b) => b.population - a.population);
  return leader && dominates(leader, next) ? leader : undefined;
}

function placeAt({ latitude, longitude }: Point): Place {
  const [lat, lon] = [latitude, longitude].map((degrees) => Number(degrees.toFixed(5)) + 0);
  const id = `${lat},${lon}`;
  const near = gazetteer.nearest({ latitude, longitude }, nearKm);
  if (!near) return { city_id: id, name: id, latitude, longitude, timezone: zoneAt({ latitude, longitude }) };
  const { name, admin1, country, country_code, timezone } = cityPlace(near.city);
  return {
    city_id: id,
    name: `near ${name}`,
    ...(admin1 !== undefined && { admin1 }),
    ...(country !== undefined && { country }),
    ...(country_code !== undefined && { country_code }),
    latitude,
    longitude,
    // Boundaries of zones are coarser than the list of places, which knows its own.
    timezone: near.km <= insideKm ? timezone : zoneAt({ latitude, longitude }),
  };
}
