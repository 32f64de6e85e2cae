import { notFound, validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { baselineQuery, climateReport, comparedQuery } from '../climate/climate-report.ts';
import { archiveStart } from '../climate/history-query.ts';
import { locationInput } from '../places/place.ts';
import { metricNames } from '../series/metric.ts';
import { rowSchema, tableText } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { periodLabel, resolvePeriod } from '../time/period.ts';
import { tool } from '../tool.ts';

export const compareToClimate = tool({
  name: 'compare_to_climate',
  title: 'Compare to climate',
  description:
    'How unusual a day or period, since 1940 or up to 15 days ahead, is at one place against the same season of 1991–2020: normal, anomaly, percentile, records.',
  access: 'read',
  toolset: 'history',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z.enum(metricNames).describe('Daily quantity.'),
    start: dayInput.optional().describe('First day, YYYY-MM-DD; default today.'),
    end: dayInput.optional().describe('Last day; at most 31 days.'),
    tolerance_days: z.int().min(0).max(15).default(7).describe('Season: days either side.'),
    units: unitsInput,
  }),
  example: { location: 'london', variable: 'temperature_max', start: '2026-07-01', end: '2026-07-03' },
  output: z.object({
    ...placeFields,
    question: ownText,
    unit: ownText,
    value: z.number(),
    normal: z.number(),
    anomaly: z.number(),
    percentile: z.number(),
    records: z.array(rowSchema),
    windows: z.int(),
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, variable, tolerance_days, units, ...asked }, { deps, signal, progress }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone, deps.now());
    const rule = { today, defaultDays: 1, maxDays: 31, earliest: archiveStart, latest: addDays(today, 15) };
    const period = resolvePeriod(asked, rule);
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const question = { variable, period, tolerance: tolerance_days, units };
    const { api, query } = comparedQuery(place, question, today);
    const days = await deps.weather.series(api, query, { signal });
    await progress(1, 3, 'Read the period; reading thirty years before it');
    const past = await deps.weather.series('archive', baselineQuery(place, question), { signal });
    await progress(2, 3, 'Read thirty years; comparing');
    const report = climateReport(place, question, { api, days, past });
    if (report !== undefined) return report;
    throw notFound(`There is no complete ${variable} for ${periodLabel(period)} here to compare.`, {
      hint: 'Try temperature_max or precipitation, or another period.',
    });
  },
  render: ({
    place,
    city_id,
    question,
    unit,
    value,
    normal,
    anomaly,
    percentile,
    records,
    windows,
    notice,
    ...provenance
  }) =>
    [
      `${place} (${city_id}), ${question}: ${value} ${unit}.`,
      `Normal ${normal} ${unit}, anomaly ${anomaly} ${unit}, percentile ${percentile} of ${windows} windows in 1991–2020. Records there, by first day:`,
      tableText(records, { value: unit }),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
