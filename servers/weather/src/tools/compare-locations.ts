import { validationError } from '@patchbay/core';
import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { provenanceFields, provenanceLine, unitsInput } from '../domain/answer.ts';
import { comparisonQuery, comparisonReport } from '../domain/comparison-report.ts';
import { archiveStart } from '../domain/history-query.ts';
import { addDays, dayIn } from '../domain/local-time.ts';
import { metricNames } from '../domain/metric.ts';
import { periodLabel, resolvePeriod } from '../domain/period.ts';
import { locationInput } from '../domain/place.ts';
import { rowSchema, tableText, unitsSchema } from '../domain/table.ts';
import { tool } from '../tool.ts';

/** How far back the forecast interface reaches; older days come from the archive. */
const forecastPastDays = 92;

export const compareLocations = tool({
  name: 'compare_locations',
  title: 'Compare locations',
  description:
    'Compare 2 to 10 places over the same days, past or ahead: one value per place and quantity, and places ranked for each. For day-by-day detail of one place use get_forecast.',
  access: 'read',
  toolset: 'planning',
  timeoutMs: 15_000,
  input: z.object({
    locations: z.array(locationInput).min(2).max(10).describe('Places to compare.'),
    metrics: z
      .array(z.enum(metricNames))
      .min(1)
      .default(['temperature_max', 'precipitation', 'wind_speed'])
      .describe('Daily quantities.'),
    start: isoDate.optional().describe('First day; today if absent.'),
    end: isoDate.optional().describe('Last day, included.'),
    days: z.int().min(1).max(16).optional().describe('Length instead of end; default 3.'),
    units: unitsInput,
  }),
  output: z.object({
    period_start: z.string(),
    period_end: z.string(),
    places: z.array(rowSchema),
    rankings: z.array(z.object({ metric: z.string(), high_to_low: z.array(z.string()) })),
    units: unitsSchema,
    ...provenanceFields,
  }),
  async handler({ locations, metrics, units, ...asked }, { deps, signal }) {
    const resolved = await Promise.all(
      locations.map((location) => deps.places.resolve(location, { signal })),
    );
    const places = [...new Map(resolved.map((place) => [place.city_id, place])).values()];
    if (places.length < 2) {
      throw validationError('locations: all of them mean the same place.', {
        hint: 'Name at least two places.',
      });
    }
    // the forecast ends with the day that the place furthest west still has
    const today = dayIn('Etc/GMT+12', deps.now());
    const rule = { today: dayIn('UTC', deps.now()), defaultDays: 3, maxDays: 366, earliest: archiveStart };
    const period = resolvePeriod(asked, { ...rule, latest: addDays(today, 15) });
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const isRecent = period.start >= addDays(today, -forecastPastDays);
    if (!isRecent && period.end >= today) {
      throw validationError('The period begins too far back to reach into the future.', {
        hint: `Begin on ${addDays(today, -forecastPastDays)} or later, or end before ${today}.`,
      });
    }
    const question = { metrics: [...new Set(metrics)], period, units };
    const query = comparisonQuery(places, question);
    const reading = await deps.weather.series(isRecent ? 'forecast' : 'archive', query, { signal });
    return comparisonReport(places, question, reading);
  },
  render: ({ period_start, period_end, places, rankings, units, ...provenance }) =>
    [
      `${periodLabel({ start: period_start, end: period_end })}:`,
      tableText(places, units),
      ...rankings.map(({ metric, high_to_low }) => `${metric}, high to low: ${high_to_low.join(' > ')}`),
      provenanceLine(provenance),
    ].join('\n'),
});
