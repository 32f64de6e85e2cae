import { countryName } from '@patchbay/schemas';
import type { GetResult } from '@patchbay/upstream';
import { z } from 'zod';
import type { CallOptions } from '../deps.ts';
import { distanceKm, type Point } from '../places/geo.ts';
import { placeSchema } from '../places/place.ts';
import { zoneAt } from '../places/zone.ts';
import { type Candidate, kindOf } from './candidate.ts';
import { foldName } from './gazetteer/fold.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import type { JsonSource } from './json-source.ts';
import { openMeteoApis } from './open-meteo-apis.ts';

/** GeoNames writes this where it knows no elevation. */
const unknownElevation = 9999;

/*
 * The geocoder's JSON leaves out every zero and everything unknown. A coordinate is always known, so an absent one is
 * zero; an absent elevation or population may be either, and is called unknown.
 */
const found = z
  .object({
    id: z.int(),
    name: z.string(),
    latitude: z.number().default(0),
    longitude: z.number().default(0),
    elevation: z.number().optional(),
    population: z.int().optional(),
    feature_code: z.string().default(''),
    country_code: z.string().optional(),
    country: z.string().optional(),
    timezone: z.string().optional(),
    admin1: z.string().optional(),
    admin2: z.string().optional(),
    admin3: z.string().optional(),
    admin4: z.string().optional(),
  })
  .transform((place): Candidate => {
    const { country_code } = place;
    const country = (country_code && countryName(country_code)) ?? place.country;
    return {
      place: placeSchema.parse({
        city_id: `gn-${place.id}`,
        name: place.name,
        admin1: place.admin1,
        country,
        country_code,
        latitude: place.latitude,
        longitude: place.longitude,
        timezone: place.timezone ?? zoneAt(place),
        elevation_m: place.elevation === unknownElevation ? undefined : place.elevation,
        population: place.population,
      }),
      areas: [place.admin1, place.admin2, place.admin3, place.admin4, place.country].filter(
        (area) => area !== undefined,
      ),
      kind: kindOf(place.feature_code),
      isCapital: place.feature_code === 'PPLC',
    };
  });

/** A town of the geocoder this near to a shipped one of its name is that one. */
const samePlaceKm = 5;

/** Gives towns that ship with the server their ids. */
function withShippedIds(candidates: readonly Candidate[]): readonly Candidate[] {
  const shipped = new Map<string, ReturnType<typeof gazetteer.named>>();
  return candidates.map((candidate) => {
    if (candidate.kind !== 'town' && candidate.kind !== 'municipality') return candidate;
    const key = foldName(candidate.place.name);
    const namesakes = shipped.get(key) ?? gazetteer.named(key);
    shipped.set(key, namesakes);
    const city_id = idAmong(namesakes, candidate.place);
    return city_id === undefined ? candidate : { ...candidate, place: { ...candidate.place, city_id } };
  });
}

function idAmong(
  namesakes: readonly (Point & { readonly city_id: string })[],
  place: Point,
): string | undefined {
  const byDistance = namesakes
    .map((city) => ({ city, km: distanceKm(city, place) }))
    .sort((a, b) => a.km - b.km);
  const [nearest] = byDistance;
  return nearest !== undefined && nearest.km <= samePlaceKm ? nearest.city.city_id : undefined;
}

const searchAnswer = z
  .object({ results: z.array(found).default([]) })
  .transform(({ results }) => withShippedIds(results));

/** Finds places by name or GeoNames id, beyond the shipped gazetteer. */
export interface Geocoder {
  search(
    query: {
      readonly name: string;
      readonly count: number;
      readonly country?: string;
      readonly language?: string;
    },
    options: CallOptions,
  ): Promise<GetResult<readonly Candidate[]>>;
  /** Throws `not_found` for an id that nobody has. */
  byGeonamesId(id: number, options: CallOptions): Promise<Candidate>;
}

const { ttlMs, staleIfErrorMs, path } = openMeteoApis.geocoding;

/** Builds the client of the geocoding interface of Open-Meteo. */
export function createGeocoder(source: JsonSource): Geocoder {
  return {
    search: ({ name, count, country, language = 'en' }, { signal }) =>
      source.getJson({
        path,
        query: { name, count, language, format: 'json', countryCode: country },
        schema: searchAnswer,
        signal,
        ttlMs,
        staleIfErrorMs,
        operation: 'geocoding',
      }),
    byGeonamesId: async (id, { signal }) => {
      const { value } = await source.getJson({
        path: '/v1/get',
        query: { id, language: 'en', format: 'json' },
        schema: found,
        signal,
        ttlMs,
        staleIfErrorMs,
        operation: 'geocoding',
      });
      return withShippedIds([value])[0] ?? value;
    },
  };
}
