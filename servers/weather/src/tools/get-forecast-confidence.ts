import { notFound, validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { confidenceQuery, confidenceReport, ensembleDays } from '../forecast/confidence-report.ts';
import { locationInput } from '../places/place.ts';
import { metricNames } from '../series/metric.ts';
import { rowSchema, tableText } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { periodLabel, resolvePeriod } from '../time/period.ts';
import { tool } from '../tool.ts';

export const getForecastConfidence = tool({
  name: 'get_forecast_confidence',
  title: 'Get forecast confidence',
  description:
    'How certain a forecast is: p10, p50, p90 and the probability (0–1) of passing a threshold, from 122 ensemble members of three models, by day and model.',
  access: 'read',
  toolset: 'planning',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z.enum(metricNames).describe('Daily quantity.'),
    threshold: z.number().optional().describe('Value to pass.'),
    direction: z.enum(['above', 'below']).default('above').describe('Of the threshold.'),
    start: dayInput.optional().describe('First day, YYYY-MM-DD; default today.'),
    end: dayInput.optional().describe('Last day.'),
    days: z.int().min(1).max(ensembleDays).optional().describe('Instead of end; default 3.'),
    units: unitsInput,
  }),
  example: { location: 'london', variable: 'temperature_max', threshold: 20 },
  output: z.object({
    ...placeFields,
    question: ownText,
    days: z.array(rowSchema),
    models: z.array(rowSchema),
    agreement: ownText,
    ...provenanceFields,
  }),
  async handler({ location, variable, threshold, direction, units, ...asked }, { deps, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone, deps.now());
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
  render: ({ place, city_id, question, days, models, agreement, ...provenance }) =>
    [
      `${place} (${city_id}): ${question}`,
      tableText(days, {}),
      `The whole period, by what each member makes of its days (probability on any day of it); the models' agreement is ${agreement}:`,
      tableText(models, {}),
      provenanceLine(provenance),
    ].join('\n'),
});
