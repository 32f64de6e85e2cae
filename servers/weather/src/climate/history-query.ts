import { isoDate } from '@patchbay/schemas';
import { z } from 'zod';
import { foldValues, metricColumn, metricNames, metrics, roundMetric } from '../series/metric.ts';
import type { Columns, SeriesQuery } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { bucketsOf, grains } from './aggregate.ts';

const querySchema = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  start: isoDate,
  end: isoDate,
  grain: z.enum(grains),
  variables: z.array(z.enum(metricNames)).min(1).max(metricNames.length),
  units: z.enum(['metric', 'imperial']),
});

/** A question to the archive that says everything its answer depends on. */
export type HistoryQuery = z.infer<typeof querySchema>;

/** The first day of the archive. */
export const archiveStart = '1940-01-01';

const version = '1';
const longestId = 400;

/**
 * The id of a question: base64url of its canonical text, so that any instance can answer it without having seen it.
 *
 * Coordinates are rounded to four decimals (11 m), far finer than the archive's cells.
 */
export function historyId(query: HistoryQuery): string {
  const { latitude, longitude, start, end, grain, variables, units } = query;
  const fields = [
    version,
    degrees(latitude),
    degrees(longitude),
    start,
    end,
    grain,
    variables.join(','),
    units,
  ];
  return btoa(fields.join('|')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The resource that holds all rows of a question's answer. */
export function historyUri(query: HistoryQuery): string {
  return `weather://result/${historyId(query)}.csv`;
}

/** The question behind an id; undefined for everything that `historyId` never returns. */
export function parseHistoryId(id: string): HistoryQuery | undefined {
  if (id.length > longestId || id.length % 4 === 1 || !/^[\w-]+$/.test(id)) return undefined;
  const fields = atob(id.replaceAll('-', '+').replaceAll('_', '/')).split('|');
  const [, latitude, longitude, start, end, grain, variables = '', units] = fields;
  const parsed = querySchema.safeParse({
    latitude: Number(latitude),
    longitude: Number(longitude),
    start,
    end,
    grain,
    variables: variables.split(','),
    units,
  });
  if (!parsed.success) return undefined;
  const query = parsed.data;
  if (query.end < query.start || query.start < archiveStart) return undefined;
  if (new Set(query.variables).size !== query.variables.length) return undefined;
  // a text that is not canonical would give one answer several ids, and caches several entries
  return historyId(query) === id ? query : undefined;
}

function degrees(value: number): string {
  return String(Number(value.toFixed(4)) + 0);
}

/** What to ask the archive for. */
export function historyRequest(query: HistoryQuery): SeriesQuery {
  return {
    points: [{ latitude: Number(degrees(query.latitude)), longitude: Number(degrees(query.longitude)) }],
    daily: query.variables.map((name) => metrics[name].variable),
    start_date: query.start,
    end_date: query.end,
    units: query.units,
  };
}

/** The rows of an answer by period: each variable's mean, total or maximum, as it asks for; null without any value. */
export function historyRows(query: HistoryQuery, daily: Columns): Row[] {
  const columns = query.variables.map((name) => {
    const metric = metrics[name];
    return { name, metric, values: metricColumn(daily, metric) };
  });
  return bucketsOf(daily.time, query.grain).map(({ period, from, to }) => {
    const cells = columns.map(({ name, metric, values }) => {
      const value = foldValues(values.slice(from, to), metric.fold);
      return [name, roundMetric(value, metric, query.units)] as const;
    });
    // a week or month at either end of the question may be cut
    const length = query.grain === 'day' ? {} : { days: to - from };
    return { period, ...length, ...Object.fromEntries(cells) };
  });
}

/** The rows as CSV (RFC 4180): the period, its days where it has several, and one column per variable; gaps are empty. */
export function historyCsv(query: HistoryQuery, rows: readonly Row[]): string {
  const days = query.grain === 'day' ? [] : ['days'];
  const titles = query.variables.map((name) => {
    const { units, fold } = metrics[name];
    return days.length === 0 ? `${name} (${units[query.units]})` : `${name} (${fold}, ${units[query.units]})`;
  });
  const fields = ['period', ...days, ...query.variables];
  const lines = rows.map((row) => fields.map((field) => row[field] ?? ''));
  return [['period', ...days, ...titles], ...lines]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

function quoted(cell: string | number): string | number {
  return typeof cell === 'string' && cell.includes(',') ? `"${cell}"` : cell;
}
