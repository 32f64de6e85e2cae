import { notFound, validationError } from '@patchbay/core';
import { inline, ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine } from '../answers/answer.ts';
import { ifReadable } from '../answers/if-readable.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, tableText } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { resolvePeriod } from '../time/period.ts';
import { tool } from '../tool.ts';
import {
  riverDaysAhead,
  riverMeanQuery,
  riverQuery,
  riverReport,
  riverStart,
} from '../water/river-report.ts';

export const getRiverDischarge = tool({
  name: 'get_river_discharge',
  title: 'Get river discharge',
  description:
    'Modelled river flow (GloFAS, no gauge) in the 5 km cell at one place, by day with the peak, since 1984 and up to 210 days ahead. A city’s cell may not be its river’s: give "lat,lon" on it.',
  access: 'read',
  toolset: 'environment',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    start: dayInput.optional().describe('First day, YYYY-MM-DD; default today.'),
    end: dayInput.optional().describe('Last day; at most 92 days.'),
    days: z.int().min(1).max(92).optional().describe('Instead of end; default 7.'),
  }),
  example: { location: 'london' },
  output: z.object({
    ...placeFields,
    cell_distance_km: z.number(),
    days: z.array(rowSchema),
    peak_date: z.string(),
    peak_m3s: z.number(),
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, ...asked }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone, deps.now());
    const latest = addDays(today, riverDaysAhead - 1);
    const period = resolvePeriod(asked, { today, defaultDays: 7, maxDays: 92, earliest: riverStart, latest });
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const [reading, years] = await Promise.all([
      deps.weather.series('flood', riverQuery(place, period, today), { signal }),
      ifReadable(deps.weather.series('flood', riverMeanQuery(place), { signal })),
    ]);
    const report = riverReport(place, reading, years);
    if (report !== undefined) return report;
    throw notFound(`The river model has no river near ${inline(place.name, 'list')} for these days.`, {
      hint: 'Give "lat,lon" of a point on the river; for the sea call get_marine_conditions.',
    });
  },
  render: ({ place, city_id, cell_distance_km, days, peak_date, peak_m3s, notice, ...provenance }) =>
    [
      `${place} (${city_id}), model cell ${cell_distance_km} km away:`,
      tableText(days, {}),
      `Peak: ${peak_m3s} m³/s on ${peak_date}.`,
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
