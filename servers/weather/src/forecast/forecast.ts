import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { cellDistanceKm, onlySeries } from '../series/reading.ts';
import type { Columns, PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { rowsOf, unitsOf, type Variable } from '../series/variable.ts';
import { addDays, dayIn, instantOf, toRfc3339 } from '../time/local-time.ts';
import type { Granularity } from './forecast-variables.ts';
import { skyRows, skyUnits } from './sky-rows.ts';

/** Hours on one page of an hourly forecast. */
const hoursPerPage = 24;

const hourMs = 3_600_000;

/** What a forecast is asked for. */
export interface ForecastRequest {
  readonly granularity: Granularity;
  /** Days ahead, today included. */
  readonly days: number;
  readonly variables: readonly Variable[];
  readonly units: UnitSystem;
}

/** The question for a forecast. */
export function forecastQuery(place: Place, request: ForecastRequest): SeriesQuery {
  const { granularity, days, variables, units } = request;
  const columns = variables.filter(({ as }) => as !== 'sky').map(({ column }) => column);
  return { points: [place], [granularity]: columns, forecast_days: days, units };
}

/**
 * A forecast by days or hours; hours begin at `from` and come a page at a time, times carry their offset.
 *
 * Days begin with the one of `from` at the place, so an answer from before midnight calls no other day today. Their sun
 * is computed, in the clock of the place.
 */
export async function forecast(
  place: Place,
  reading: Reading<readonly PointSeries[]>,
  request: ForecastRequest & { readonly from: Date },
) {
  const { granularity, variables } = request;
  const series = onlySeries(reading);
  const columns = series[granularity] ?? { time: [], values: {}, units: {} };
  const rows = rowsOf(
    variables.filter(({ as }) => as !== 'sky'),
    columns,
  );
  const shown =
    granularity === 'hourly'
      ? hoursFrom(rows, columns, series, request.from)
      : { items: await daysFrom(place, rows, request) };
  return {
    ...placeOf(place),
    timezone: series.timezone,
    cell_distance_km: cellDistanceKm(place, series),
    ...shown,
    ...(granularity === 'daily' && dayNotice(series)),
    units: { ...unitsOf(variables, columns.units), ...skyUnits(variables) },
    ...provenanceOf(reading),
  };
}

/** The way to the hours after the first `keep`: the moment of the next one. */
export function cursorAfter(
  items: readonly Readonly<Record<string, unknown>>[],
  keep: number,
): { next_cursor?: string } {
  const time = items[keep]?.['time'];
  return typeof time === 'string' ? { next_cursor: utcHour(new Date(time)) } : {};
}

/** The moment that a cursor names, or undefined for a text that is none. */
export function parseCursor(cursor: string): Date | undefined {
  const epoch = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(cursor) ? Date.parse(cursor) : Number.NaN;
  return Number.isNaN(epoch) ? undefined : new Date(epoch);
}

async function daysFrom(
  place: Place,
  rows: readonly Row[],
  { variables, days, from }: ForecastRequest & { readonly from: Date },
): Promise<Row[]> {
  const today = dayIn(place.timezone, from);
  const dates = Array.from({ length: days }, (_, index) => addDays(today, index));
  const skies = variables.some(({ as }) => as === 'sky') ? await skyRows(place, dates) : [];
  return dates.map((date, index) => {
    const known = { ...rows.find(({ time }) => time === date), ...skies[index] };
    return { date, ...Object.fromEntries(variables.map(({ name }) => [name, known[name] ?? null])) };
  });
}

function hoursFrom(rows: readonly Row[], columns: Columns, series: PointSeries, from: Date) {
  const { utc_offset_seconds: offset, timezone } = series;
  // the hour that is under way belongs to the forecast
  const isAhead = (local: string): boolean => +(instantOf(local, offset) ?? 0) > +from - hourMs;
  const ahead = rows.flatMap((row, index) => {
    const local = columns.time[index] ?? '';
    return isAhead(local) ? [{ ...row, time: toRfc3339(local, offset, timezone) }] : [];
  });
  return { items: ahead.slice(0, hoursPerPage), ...cursorAfter(ahead, hoursPerPage) };
}

function utcHour(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`;
}
