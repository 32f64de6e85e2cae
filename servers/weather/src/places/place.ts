import { inline } from '@patchbay/schemas';
import { z } from 'zod';

/** A place with everything a forecast needs. */
export const placeSchema = z.object({
  /** Stable slug: `new-york`, or with country and region where the name alone is taken: `paris-us-texas`. */
  city_id: z.string(),
  name: z.string(),
  admin1: z.string().optional(),
  country: z.string().optional(),
  country_code: z.string().optional(),
  latitude: z.number(),
  longitude: z.number(),
  timezone: z.string(),
  elevation_m: z.number().optional(),
  population: z.int().optional(),
});

/** A place with everything a forecast needs. */
export type Place = z.infer<typeof placeSchema>;

/** The one way a caller names a place; every tool has it under the name `location`. */
export const locationInput = z.string().trim().min(1).max(200).describe('Name, city id or "lat,lon".');

/** A place as one line: `Paris, Texas, US`. */
export function placeLabel(place: Pick<Place, 'name' | 'admin1' | 'country_code'>): string {
  const region = place.admin1 === place.name ? undefined : place.admin1;
  const parts = [place.name, region, place.country_code].flatMap((part) => part || []);
  return parts.map((part) => inline(part, 'list')).join(', ');
}
