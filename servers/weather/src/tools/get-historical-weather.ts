import { notFound, validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { placeFields, provenanceFields, provenanceLine, unitsInput } from '../answers/answer.ts';
import { grains } from '../climate/aggregate.ts';
import { archiveStart, type HistoryQuery, historyRequest } from '../climate/history-query.ts';
import { firstRows, historyReport } from '../climate/history-report.ts';
import { locationInput } from '../places/place.ts';
import { metricNames } from '../series/metric.ts';
import { rowSchema, tableText } from '../series/table.ts';
import { dayInput } from '../time/day-words.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { periodLabel, resolvePeriod } from '../time/period.ts';
import { tool } from '../tool.ts';

const usualVariables = ['temperature_min', 'temperature_max', 'precipitation'] as const;

export const getHistoricalWeather = tool({
  name: 'get_historical_weather',
  title: 'Get historical weather',
  description:
    'Past weather of one place since 1940 (reanalysis): statistics and the first 31 rows; csv_uri is a resource with all rows. How unusual a day was: compare_to_climate.',
  access: 'read',
  toolset: 'history',
  timeoutMs: 15_000,
  input: z.object({
    location: locationInput,
    start: dayInput.describe('First day, YYYY-MM-DD.'),
    end: dayInput.describe('Last day.'),
    aggregate: z
      .enum([...grains, 'stats'])
      .default('day')
      .describe('Row length; stats: no rows.'),
    variables: z
      .array(z.enum(metricNames))
      .max(20)
      .optional()
      .describe('Default temperature_min, temperature_max, precipitation.'),
    units: unitsInput,
  }),
  example: { location: 'london', start: '2020-01-01', end: '2020-01-10' },
  output: z.object({
    ...placeFields,
    stats: z.array(rowSchema),
    rows: z.array(rowSchema),
    total_rows: z.int(),
    next_start: z.string().optional(),
    csv_uri: z.string(),
    csv_expires_at: z.string(),
    notice: ownText.optional(),
    ...provenanceFields,
  }),
  async handler({ location, aggregate, variables = [], units, ...asked }, { deps, results, signal }) {
    const place = await deps.places.resolve(location, { signal });
    const today = dayIn(place.timezone, deps.now());
    const rule = {
      today,
      defaultDays: 1,
      maxDays: 40_000,
      earliest: archiveStart,
      latest: addDays(today, -1),
    };
    const period = resolvePeriod(asked, rule);
    if ('problem' in period)
      throw validationError(period.problem, { hint: `${period.hint} For days ahead call get_forecast.` });
    const query: HistoryQuery = {
      latitude: place.latitude,
      longitude: place.longitude,
      timezone: place.timezone,
      start: period.start,
      end: period.end,
      grain: aggregate === 'stats' ? 'day' : aggregate,
      variables: [...new Set(variables.length > 0 ? variables : usualVariables)],
      units,
    };
    const reading = await deps.weather.series('archive', historyRequest(query), { signal });
    const found = historyReport(place, query, reading, { withRows: aggregate !== 'stats' });
    if (found === undefined) {
      throw notFound(`The archive has no values of these variables for ${periodLabel(period)}.`, {
        hint: 'It lags about five days behind: set end to a week ago, or call get_current_weather for now.',
      });
    }
    const kept = await results.keep({ name: 'history.csv', mimeType: 'text/csv', ...found.file });
    return { ...found.report, csv_uri: kept.uri, csv_expires_at: kept.expires_at };
  },
  render: ({
    place,
    city_id,
    stats,
    rows,
    total_rows,
    next_start,
    csv_uri,
    csv_expires_at,
    notice,
    ...provenance
  }) =>
    [
      `${place} (${city_id}), statistics of daily values:`,
      tableText(stats, {}),
      ...(rows.length === 0 ? [] : [`Rows (${rows.length} of ${total_rows}):`, tableText(rows, {})]),
      ...(next_start === undefined ? [] : [`More rows: start "${next_start}".`]),
      `All rows: ${csv_uri} until ${csv_expires_at}`,
      ...(notice === undefined ? [] : [notice]),
      provenanceLine(provenance),
    ].join('\n'),
  cut: (output, keep) => ({ ...output, ...firstRows(output.rows, keep) }),
});
