import { notFound, validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { climateModels, projectionYears } from '../climate/projection.ts';
import { projectedMetrics, projectionQuery, projectionReport } from '../climate/projection-report.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, tableText } from '../series/table.ts';
import { tool } from '../tool.ts';

const { first, last } = projectionYears;

export const getClimateProjection = tool({
  name: 'get_climate_projection',
  title: 'Get climate projection',
  description:
    'Climate of one place by decade, 1950–2050, from CMIP6 models under high emissions (near RCP8.5): mean, range, each model, change from the first decade.',
  access: 'read',
  toolset: 'history',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    variable: z.enum(projectedMetrics).default('temperature_mean').describe('Quantity.'),
    start_year: z.int().min(first).max(last).default(2020).describe('First year.'),
    end_year: z.int().min(first).max(last).default(2049).describe('Last year.'),
    models: z.int().min(1).max(climateModels.length).default(3).describe('How many; each costs quota.'),
    units: unitsInput,
  }),
  example: { location: 'london' },
  output: z.object({
    ...placeFields,
    variable: z.string(),
    unit: ownText,
    decades: z.array(rowSchema),
    notice: ownText.optional(),
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
  render: ({ place, city_id, variable, unit, decades, notice, ...provenance }) =>
    [
      `${place} (${city_id}), ${variable} in ${unit}; SIMULATED; low and high are the extreme models, change is from the first decade:`,
      tableText(decades, {}),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
});
