import {
  foldedName,
  foldValues,
  type MetricName,
  metricColumn,
  metrics,
  roundMetric,
} from '../series/metric.ts';
import type { Columns, SeriesQuery } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { bucketsOf, type Grain } from './aggregate.ts';

/** A question to the archive that says everything its answer depends on. */
export interface HistoryQuery {
  readonly latitude: number;
  readonly longitude: number;
  readonly timezone: string;
  readonly start: string;
  readonly end: string;
  readonly grain: Grain;
  readonly variables: readonly MetricName[];
  readonly units: 'metric' | 'imperial';
}

/** The first day of the archive. */
export const archiveStart = '1940-01-01';

/** Four decimals are 11 m, far finer than the archive's cells. */
function degrees(value: number): number {
  return Number(value.toFixed(4)) + 0;
}

/** What to ask the archive for. */
export function historyRequest(query: HistoryQuery): SeriesQuery {
  return {
    points: [
      {
        latitude: degrees(query.latitude),
        longitude: degrees(query.longitude),
        timezone: query.timezone,
      },
    ],
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
      return [rowName(name, query), roundMetric(value, metric, query.units)] as const;
    });
    // a week or month at either end of the question may be cut
    const length = query.grain === 'day' ? {} : { days: to - from };
    return { period, ...length, ...Object.fromEntries(cells) };
  });
}

/** What a column of rows is called: of longer rows than days, after what the days became. */
function rowName(name: MetricName, { grain }: HistoryQuery): string {
  return grain === 'day' ? name : foldedName(name, metrics[name].fold);
}

/** The rows under the titles of a file: the period, its days where it has several, and each variable with its unit. */
export function historyTable(query: HistoryQuery, rows: readonly Row[]): readonly Row[] {
  const titles = query.variables.map((name) => {
    const title = rowName(name, query);
    return { name: title, title: `${title} (${metrics[name].units[query.units]})` };
  });
  return rows.map(({ period = null, days, ...values }) => ({
    period,
    ...(days !== undefined && { days }),
    ...Object.fromEntries(titles.map(({ name, title }) => [title, values[name] ?? null])),
  }));
}
