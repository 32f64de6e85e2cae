import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { type MetricName, metricColumn, metrics, roundMetric } from '../series/metric.ts';
import { onlySeries } from '../series/reading.ts';
import type { Columns, PointSeries, Reading } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { columnStats, gapsIn, startOfPeriod } from './aggregate.ts';
import { type HistoryQuery, historyRows, historyTable } from './history-query.ts';
import { reanalysisMeaning } from './meaning.ts';

/** How many rows an answer holds at most; all of them are in its file. */
const rowsPerAnswer = 31;

/**
 * The statistics of every variable and the first rows, and a file with all rows; `withRows: false` leaves the first out.
 *
 * Undefined when the archive has no value at all for the period.
 */
export function historyReport(
  place: Place,
  query: HistoryQuery,
  reading: Reading<readonly PointSeries[]>,
  { withRows }: { readonly withRows: boolean },
) {
  const series = onlySeries(reading);
  const { daily } = series;
  const stats = daily ? query.variables.flatMap((name) => statsOf(name, query, daily)) : [];
  if (!daily || stats.length === 0) return undefined;
  const all = historyRows(query, daily);
  const rows = withRows ? all : [];
  const report = {
    ...placeOf(place),
    stats,
    ...firstRows(rows, rowsPerAnswer),
    total_rows: rows.length,
    notice: noticeOf(series),
    ...provenanceOf(reading),
  };
  return { report, file: { head: headOf(reading), content: historyTable(query, all) } };
}

/** What the numbers are, and whose their days. */
function noticeOf(series: PointSeries): string {
  return [reanalysisMeaning, dayNotice(series).notice].filter(Boolean).join(' ');
}

function headOf({ source, fetched_at, stale_s }: Reading<unknown>): string {
  return `# ${source}; reanalysis of a grid cell, no station; loaded ${fetched_at}${stale_s === undefined ? '' : `; stale by ${stale_s} s`}`;
}

/** At most `keep` rows and, when some are left, the day from which to ask for them. */
export function firstRows<Each extends Readonly<Record<string, unknown>>>(
  rows: readonly Each[],
  keep: number,
): { rows: Each[]; next_start?: string } {
  const next = rows[keep]?.['period'];
  return { rows: rows.slice(0, keep), ...(typeof next === 'string' && { next_start: startOfPeriod(next) }) };
}

function statsOf(name: MetricName, query: HistoryQuery, daily: Columns): Row[] {
  const metric = metrics[name];
  const values = metricColumn(daily, metric);
  const stats = columnStats(daily.time, values);
  if (!stats) return [];
  const round = (value: number): number => roundMetric(value, metric, query.units);
  const isTotal = metric.fold === 'sum';
  return [
    {
      variable: name,
      unit: metric.units[query.units],
      statistic: isTotal ? 'total' : 'mean',
      value: round(isTotal ? stats.total : stats.mean),
      min: round(stats.min),
      min_date: stats.min_date,
      max: round(stats.max),
      max_date: stats.max_date,
      missing_days: gapsIn(values),
    },
  ];
}
