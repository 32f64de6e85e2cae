import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { type Place, placeLabel } from '../places/place.ts';
import type { Reading } from '../series/series.ts';

/** The choice of units that every tool with measurements has. */
export const unitsInput = z.enum(['metric', 'imperial']).default('metric').describe('Units.');

/** Fields that say which place an answer is about. */
export const placeFields = { place: ownText, city_id: z.string() };

/** Fields that say where an answer's data comes from and how old it is. */
export const provenanceFields = {
  source: ownText,
  fetched_at: z.string(),
  stale_s: z.int().optional(),
};

type Provenance = z.output<z.ZodObject<typeof provenanceFields>>;

/** The place of an answer. */
export function placeOf(place: Place): { place: string; city_id: string } {
  return { place: placeLabel(place), city_id: place.city_id };
}

/** The provenance of an answer made from one reading. */
export function provenanceOf(reading: Reading<unknown>): {
  source: string;
  fetched_at: string;
  stale_s?: number;
} {
  const { source, fetched_at, stale_s } = reading;
  return { source, fetched_at, ...(stale_s !== undefined && { stale_s }) };
}

/** The provenance as the last line of a text. */
export function provenanceLine({ source, fetched_at, stale_s }: Provenance): string {
  const age = stale_s === undefined ? '' : ` STALE: the source did not answer, this is ${stale_s} s old.`;
  return `Source: ${source}, ${fetched_at}.${age}`;
}
