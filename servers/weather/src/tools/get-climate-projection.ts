import { notFound, validationError } from '@patchbay/core';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../domain/answer.ts';
import { locationInput } from '../domain/place.ts';
import { climateModels, projectionYears } from '../domain/projection.ts';
import { projectedMetrics, projectionQuery, projectionReport } from '../domain/projection-report.ts';
import { rowSchema, tableText } from '../domain/table.ts';
import { tool } from '../tool.ts';

const { first, last } = projectionYears;

export const getClimateProjection = tool({
  name: 'get_climate_projection',
  title: 'Get climate projection',
  description:
    'Projected climate of one place by decade, 1950–2050, from CMIP6 models under high emissions (near RCP8.5): mean, lowest and highest model, each model, and the change. For days ahead use get_forecast.',
  access: 'read',
  toolset: 'history',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z
      .enum(projectedMetrics)
      .default('temperature_mean')
      .describe('Quantity; amounts are per year.'),
    start_year: z.int().min(first).max(last).default(2020).describe('First year.'),
    end_year: z.int().min(first).max(last).default(2049).describe('Last year, included.'),
    models: z
      .int()
      .min(1)
      .max(climateModels.length)
      .default(3)
      .describe('How many models; each costs quota.'),
    units: unitsInput,
  }),
  output: z.object({
    ...placeFields,
    unit: z.string(),
    decades: z.array(rowSchema),
    change: z.number().optional(),
    models_rising: z.string().optional(),
    ...provenanceFields,
  }),
  async handler({ location, variable, start_year, end_year, models, units }, { deps, signal }) {
    if (end_year < start_year) {
      throw validationError(`end_year ${end_year} lies before start_year ${start_year}.`, {
        hint: 'Swap the two years.',
      });
    }
    const place = await deps.places.resolve(location, { signal });
    const question = { variable, from: start_year, to: end_year, models, units };
    const reading = await deps.weather.series('climate', projectionQuery(place, question), { signal });
    const report = projectionReport(place, question, reading);
    if (report !== undefined) return report;
    throw notFound(`These climate models have no ${variable} here.`, {
      hint: 'Ask for more models, or for temperature_mean or precipitation.',
    });
  },
  render: ({ place, city_id, unit, decades, change, models_rising, ...provenance }) =>
    [
      `${place} (${city_id}), values in ${unit}, low and high are the extreme models:`,
      tableText(decades, {}),
      ...(change === undefined
        ? []
        : [
            `Change from the first to the last decade: ${change} ${unit}; rising in ${models_rising} models.`,
          ]),
      provenanceLine(provenance),
    ].join('\n'),
});
