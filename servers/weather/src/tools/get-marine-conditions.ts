import { notFound } from '@patchbay/core';
import { inline, ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, rowText, tableText, unitsSchema } from '../series/table.ts';
import { tool } from '../tool.ts';
import { marineQuery, marineReport } from '../water/marine-report.ts';

export const getMarineConditions = tool({
  name: 'get_marine_conditions',
  title: 'Get marine conditions',
  description:
    'Sea at or near one coastal place, now and by day: waves (about 8 days ahead), swell, water temperature. For rivers use get_river_discharge.',
  access: 'read',
  toolset: 'environment',
  input: z.object({
    location: locationInput,
    days: z.int().min(1).max(16).default(5).describe('Days ahead, today included.'),
    units: unitsInput,
  }),
  example: { location: '50.1,-6.5' },
  output: z.object({
    ...placeFields,
    cell_distance_km: z.number(),
    now: rowSchema,
    days: z.array(rowSchema),
    units: unitsSchema,
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, days, units }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const reading = await deps.weather.series('marine', marineQuery(place, days, units), { signal });
    const report = marineReport(place, reading);
    if (report !== undefined) return report;
    throw notFound(`The sea models have no data near ${inline(place.name, 'list')}.`, {
      hint: 'Give a place on the coast or "lat,lon" at sea; for rivers call get_river_discharge.',
    });
  },
  render: ({ place, city_id, cell_distance_km, now, days, units, notice, ...provenance }) =>
    [
      `${place} (${city_id}), sea cell ${cell_distance_km} km away: ${rowText(now, units)}.`,
      tableText(days, units),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
