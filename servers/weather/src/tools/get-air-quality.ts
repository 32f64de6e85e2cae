import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { airQuery, airReport } from '../air/air-report.ts';
import { placeFields, provenanceFields, provenanceLine } from '../answers/answer.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, rowText, tableText, unitsSchema } from '../series/table.ts';
import { tool } from '../tool.ts';

export const getAirQuality = tool({
  name: 'get_air_quality',
  title: 'Get air quality',
  description:
    'Air at one place: US and European index, health category, dominant pollutant, concentrations and pollen now, and the worst hour of each day ahead.',
  access: 'read',
  toolset: 'environment',
  input: z.object({
    location: locationInput,
    days: z.int().min(1).max(7).default(3).describe('Days ahead, today included.'),
  }),
  example: { location: 'london' },
  output: z.object({
    ...placeFields,
    now: rowSchema,
    advice: ownText.nullable(),
    days: z.array(rowSchema),
    units: unitsSchema,
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, days }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const reading = await deps.weather.series('air_quality', airQuery(place, days), { signal });
    return airReport(place, reading);
  },
  render: ({ place, city_id, now, advice, days, units, notice, ...provenance }) =>
    [
      `${place} (${city_id}): ${rowText(now, units)}.`,
      ...(advice === null ? [] : [advice]),
      tableText(days, units),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
