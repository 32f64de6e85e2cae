import { validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { archiveStart } from '../climate/history-query.ts';
import { comparisonQuery, comparisonReport } from '../forecast/comparison-report.ts';
import { readPlaceRisks } from '../forecast/comparison-risks.ts';
import type { Place } from '../places/place.ts';
import { metricNames } from '../series/metric.ts';
import type { SeriesQuery } from '../series/series.ts';
import { rowSchema, tableText, unitsSchema } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { resolvePeriod } from '../time/period.ts';
import { tool } from '../tool.ts';

/** A place as in `locationInput`; the list's description speaks for its items. */
const placeName = z.string().trim().min(1).max(200);

const usualMetrics = ['temperature_max', 'precipitation', 'wind_speed'] as const;

/** How far back the forecast interface reaches; older days come from the archive. */
const forecastPastDays = 92;

export const compareLocations = tool({
  name: 'compare_locations',
  title: 'Compare locations',
  description:
    'Compare 2 to 10 places over the same days, since 1940 or ahead: a value per place and quantity, rankings, risks ahead.',
  access: 'read',
  toolset: 'planning',
  timeoutMs: 15_000,
  input: z.object({
    locations: z.array(placeName).min(2).max(10).describe('Places: name, city id or "lat,lon".'),
    metrics: z
      .array(z.enum(metricNames))
      .max(20)
      .optional()
      .describe('Default temperature_max, precipitation, wind_speed.'),
    start: dayInput.optional().describe('First day, YYYY-MM-DD; default today.'),
    end: dayInput.optional().describe('Last day; default 3 days in all.'),
    units: unitsInput,
  }),
  example: { locations: ['london', 'tokyo'] },
  output: z.object({
    period: ownText,
    places: z.array(rowSchema),
    high_to_low: z.record(z.string(), z.array(ownText)),
    units: unitsSchema,
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ locations, metrics = [], units, ...asked }, { deps, signal }) {
    const resolved = await Promise.all(
      locations.map((location) => deps.places.resolve(location, { signal })),
    );
    const places = [...new Map(resolved.map((place) => [place.city_id, place])).values()];
    if (places.length < 2) {
      throw validationError('locations: all of them mean the same place.', {
        hint: 'Name at least two places.',
      });
    }
    // the day that the place furthest west still has: all of them have a forecast from it on
    const [today = ''] = places.map(({ timezone }) => dayIn(timezone, deps.now())).toSorted();
    const rule = { today, defaultDays: 3, maxDays: 366, earliest: archiveStart };
    const period = resolvePeriod(asked, { ...rule, latest: addDays(today, 15) });
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const isRecent = period.start >= addDays(today, -forecastPastDays);
    if (!isRecent && period.end >= today) {
      throw validationError('The period begins too far back to reach into the future.', {
        hint: `Begin on ${addDays(today, -forecastPastDays)} or later, or end before ${today}.`,
      });
    }
    const isAhead = period.end >= today;
    const chosen = [...new Set(metrics.length > 0 ? metrics : usualMetrics)];
    const question = { metrics: chosen, period, units, isAhead, isReanalysis: !isRecent };
    const query = comparisonQuery(places, question);
    const readers = {
      now: deps.now(),
      air: (question: SeriesQuery) => deps.weather.series('air_quality', question, { signal }),
      alerts: (place: Place) => deps.alerts.active(place, { signal }),
    };
    const [reading, risks] = await Promise.all([
      deps.weather.series(isRecent ? 'forecast' : 'archive', query, { signal }),
      isAhead ? readPlaceRisks(places, period, readers) : undefined,
    ]);
    return comparisonReport(places, question, { reading, risks });
  },
  render: ({ period, places, high_to_low, units, notice, ...provenance }) =>
    [
      `${period}:`,
      tableText(places, units),
      ...Object.entries(high_to_low).map(([name, order]) => `${name}, high to low: ${order.join(' > ')}`),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
