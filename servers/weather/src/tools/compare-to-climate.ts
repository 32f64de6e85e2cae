import { notFound, validationError } from '@patchbay/core';
import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../domain/answer.ts';
import { baselineQuery, climateReport, comparedQuery } from '../domain/climate-report.ts';
import { archiveStart } from '../domain/history-query.ts';
import { addDays, dayIn } from '../domain/local-time.ts';
import { metricNames } from '../domain/metric.ts';
import { periodLabel, resolvePeriod } from '../domain/period.ts';
import { locationInput } from '../domain/place.ts';
import { tool } from '../tool.ts';

export const compareToClimate = tool({
  name: 'compare_to_climate',
  title: 'Compare to climate',
  description:
    'How unusual a day or period (past, or forecast up to 15 days) is for one place, against the same calendar days of 1991–2020: normal, anomaly, percentile, records. For the raw past use get_historical_weather.',
  access: 'read',
  toolset: 'history',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z.enum(metricNames).describe('Daily quantity.'),
    start: isoDate.optional().describe('The day, or the first; today if absent.'),
    end: isoDate.optional().describe('Last day, included; at most 31 days.'),
    tolerance_days: z.int().min(0).max(15).default(7).describe('Days either side that count as same season.'),
    units: unitsInput,
  }),
  output: z.object({
    ...placeFields,
    unit: z.string(),
    value: z.number(),
    normal: z.number(),
    anomaly: z.number(),
    percentile: z.number(),
    record_low: z.number(),
    record_low_day: z.string(),
    record_high: z.number(),
    record_high_day: z.string(),
    samples: z.int(),
    ...provenanceFields,
  }),
  async handler({ location, variable, tolerance_days, units, ...asked }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone ?? 'UTC', deps.now());
    const rule = { today, defaultDays: 1, maxDays: 31, earliest: archiveStart, latest: addDays(today, 15) };
    const period = resolvePeriod(asked, rule);
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const question = { variable, period, tolerance: tolerance_days, units };
    const { api, query } = comparedQuery(place, question, today);
    const [days, past] = await Promise.all([
      deps.weather.series(api, query, { signal }),
      deps.weather.series('archive', baselineQuery(place, question), { signal }),
    ]);
    const report = climateReport(place, question, { days, past });
    if (report !== undefined) return report;
    throw notFound(`There is no complete ${variable} for ${periodLabel(period)} here to compare.`, {
      hint: 'Try temperature_max or precipitation, or another period.',
    });
  },
  render: ({ place, city_id, unit, value, normal, anomaly, percentile, samples, ...rest }) =>
    [
      `${place} (${city_id}): ${value} ${unit}, normal ${normal} ${unit}, anomaly ${anomaly} ${unit}, percentile ${percentile} of ${samples} windows in 1991–2020.`,
      `Lowest then: ${rest.record_low} ${unit} from ${rest.record_low_day}; highest: ${rest.record_high} ${unit} from ${rest.record_high_day}.`,
      provenanceLine(rest),
    ].join('\n'),
});
