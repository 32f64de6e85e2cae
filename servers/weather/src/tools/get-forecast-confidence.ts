import { notFound, validationError } from '@patchbay/core';
import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../domain/answer.ts';
import { confidenceQuery, confidenceReport, ensembleDays } from '../domain/confidence-report.ts';
import { addDays, dayIn } from '../domain/local-time.ts';
import { metricNames } from '../domain/metric.ts';
import { periodLabel, resolvePeriod } from '../domain/period.ts';
import { locationInput } from '../domain/place.ts';
import { rowSchema, tableText } from '../domain/table.ts';
import { tool } from '../tool.ts';

export const getForecastConfidence = tool({
  name: 'get_forecast_confidence',
  title: 'Get forecast confidence',
  description:
    'How certain the forecast of one daily quantity is, from 122 ensemble members of three models: p10, p50, p90 and the probability (0–1) of passing a threshold, by day and by model. For the forecast itself use get_forecast.',
  access: 'read',
  toolset: 'planning',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z.enum(metricNames).describe('Daily quantity.'),
    threshold: z.number().optional().describe('Value to pass, in `units`.'),
    direction: z.enum(['above', 'below']).default('above').describe('Side of the threshold.'),
    start: isoDate.optional().describe('First day; today if absent.'),
    end: isoDate.optional().describe('Last day, included.'),
    days: z.int().min(1).max(ensembleDays).optional().describe('Length instead of end; default 3.'),
    units: unitsInput,
  }),
  output: z.object({
    ...placeFields,
    unit: z.string(),
    days: z.array(rowSchema),
    models: z.array(rowSchema),
    agreement: z.enum(['high', 'medium', 'low', 'unknown']),
    any_day_probability: z.number().optional(),
    ...provenanceFields,
  }),
  async handler({ location, variable, threshold, direction, units, ...asked }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone ?? 'UTC', deps.now());
    const latest = addDays(today, ensembleDays - 1);
    const period = resolvePeriod(asked, {
      today,
      defaultDays: 3,
      maxDays: ensembleDays,
      earliest: today,
      latest,
    });
    if ('problem' in period) throw validationError(period.problem, { hint: period.hint });
    const question = { variable, threshold, direction, period, units };
    const reading = await deps.weather.series('ensemble', confidenceQuery(place, question), { signal });
    const report = confidenceReport(place, question, reading);
    if (report !== undefined) return report;
    throw notFound(`No ensemble has ${variable} for ${periodLabel(period)}.`, {
      hint: 'Ask for fewer days ahead, or for temperature_max, precipitation or wind_speed.',
    });
  },
  render: ({ place, city_id, unit, days, models, agreement, any_day_probability, ...provenance }) =>
    [
      `${place} (${city_id}), values in ${unit}:`,
      tableText(days, {}),
      ...(any_day_probability === undefined
        ? []
        : [`Probability on any of these days: ${any_day_probability}.`]),
      `Agreement of the models over the period: ${agreement}.`,
      ...(models.length === 0 ? [] : [tableText(models, {})]),
      provenanceLine(provenance),
    ].join('\n'),
});
