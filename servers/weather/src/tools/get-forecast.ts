import { validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { cursorAfter, forecast, forecastQuery, parseCursor } from '../forecast/forecast.ts';
import {
  chooseVariables,
  forecastVariables,
  type Granularity,
  granularities,
  presetNames,
} from '../forecast/forecast-variables.ts';
import { locationInput } from '../places/place.ts';
import { rowSchema, tableText, unitsSchema } from '../series/table.ts';
import type { Variable } from '../series/variable.ts';
import { tool } from '../tool.ts';

const usualVariables = ['basic'] as const;

export const getForecast = tool({
  name: 'get_forecast',
  title: 'Get forecast',
  description:
    'Forecast for one place by days or hours (24 a page), up to 16 days. For its certainty use get_forecast_confidence.',
  access: 'read',
  toolset: 'core',
  input: z.object({
    location: locationInput,
    granularity: z.enum(granularities).default('daily').describe('Days or hours.'),
    days: z.int().min(1).max(16).default(7).describe('Days ahead, today included.'),
    variables: z
      .array(z.string())
      .max(20)
      .default([...usualVariables])
      .describe(
        'Presets basic, wind, sun (with UV and radiation), precipitation (with snow), all; or names. Hourly only: humidity, dew_point, snow_depth, pressure, cloud_cover, visibility.',
      ),
    units: unitsInput,
    cursor: z.string().optional().describe('next_cursor of the page before.'),
  }),
  example: { location: 'london', days: 3 },
  output: z.object({
    ...placeFields,
    timezone: z.string(),
    cell_distance_km: z.number(),
    items: z.array(rowSchema),
    units: unitsSchema,
    next_cursor: z.string().optional(),
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, granularity, days, variables: wanted, units, cursor }, { deps, signal }) {
    const variables = variablesOf(granularity, wanted);
    const from = cursor === undefined ? deps.now() : startOf(granularity, cursor);
    const place = await deps.places.resolve(location, { signal });
    const request = { granularity, days, variables, units };
    const reading = await deps.weather.series('forecast', forecastQuery(place, request), { signal });
    return forecast(place, reading, { ...request, from });
  },
  render: ({
    place,
    city_id,
    timezone,
    cell_distance_km,
    items,
    units,
    next_cursor,
    notice,
    ...provenance
  }) =>
    [
      `${place} (${city_id}), times in ${timezone}, model cell ${cell_distance_km} km away.`,
      items.length === 0 ? 'No hours left: ask for more days.' : tableText(items, units),
      ...(next_cursor === undefined ? [] : [`More: cursor "${next_cursor}".`]),
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
  cut: (output, keep, { granularity }) => ({
    ...output,
    items: output.items.slice(0, keep),
    ...(granularity === 'hourly' && cursorAfter(output.items, keep)),
  }),
});

function variablesOf(granularity: Granularity, wanted: readonly string[]): readonly Variable[] {
  const { variables, unknown } = chooseVariables(granularity, wanted.length > 0 ? wanted : usualVariables);
  if (unknown.length === 0) return variables;
  const names = forecastVariables[granularity].map(({ name }) => name);
  throw validationError(`variables: not known for ${granularity} forecasts: ${unknown.join(', ')}.`, {
    hint: `${elsewhere(granularity, unknown)}Presets: ${presetNames.join(', ')}. Names: ${names.join(', ')}.`,
  });
}

/** Names that the other granularity has. */
function elsewhere(granularity: Granularity, unknown: readonly string[]): string {
  const other = granularity === 'daily' ? 'hourly' : 'daily';
  const there = unknown.filter((name) => chooseVariables(other, [name]).unknown.length === 0);
  if (there.length === 0) return '';
  return `${there.join(', ')}: ${other} only, set granularity to "${other}". `;
}

function startOf(granularity: Granularity, cursor: string): Date {
  const from = parseCursor(cursor);
  if (granularity === 'hourly' && from !== undefined) return from;
  throw validationError('cursor: only the next_cursor of an hourly forecast continues one.', {
    hint: 'Call get_forecast without cursor for the first page.',
  });
}
