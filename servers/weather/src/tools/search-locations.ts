import { z } from 'zod';
import { provenanceFields, provenanceLine, provenanceOf } from '../answers/answer.ts';
import { placeLabel, placeSchema } from '../places/place.ts';
import { tool } from '../tool.ts';

const candidate = placeSchema.omit({ country: true });

export const searchLocations = tool({
  name: 'search_locations',
  title: 'Search locations',
  description:
    'Find places by name, best first, to tell namesakes apart. Other tools take names directly; pass a `city_id` from here as `location` when a name is ambiguous.',
  access: 'read',
  toolset: 'core',
  input: z.object({
    query: z.string().trim().min(2).max(200).describe('Name, with region or not: "Paris, TX".'),
    country: z.string().length(2).optional().describe('Country code to stay within, such as US.'),
    language: z.string().length(2).default('en').describe('Language code of the names.'),
    limit: z.int().min(1).max(20).default(5).describe('Most places to return.'),
  }),
  example: { query: 'London' },
  output: z.object({
    items: z.array(candidate),
    ...provenanceFields,
  }),
  async handler({ query, country, language, limit }, { deps, signal }) {
    const reading = await deps.places.search(query, {
      signal,
      limit,
      language: language.toLowerCase(),
      ...(country !== undefined && { country: country.toUpperCase() }),
    });
    return { items: [...reading.value], ...provenanceOf(reading) };
  },
  render: ({ items, ...provenance }) => {
    const lines =
      items.length === 0
        ? ['No place matches: check the spelling, or drop the country.']
        : items.map(placeLine);
    return [...lines, provenanceLine(provenance)].join('\n');
  },
});

function placeLine(place: z.output<typeof candidate>): string {
  const facts = [
    `${place.latitude},${place.longitude}`,
    place.timezone,
    place.elevation_m === undefined ? undefined : `${place.elevation_m} m`,
    place.population === undefined ? undefined : `population ${place.population}`,
  ];
  return `${place.city_id}: ${placeLabel(place)}; ${facts.filter(Boolean).join('; ')}`;
}
