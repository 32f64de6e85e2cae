import { placeOf, provenanceOf } from '../answers/answer.ts';
import { dayNotice } from '../answers/day-notice.ts';
import type { Place } from '../places/place.ts';
import { type HourKind, hourKind, spanLabel } from '../series/hours.ts';
import { cellDistanceKm, onlySeries } from '../series/reading.ts';
import type { Columns, PointSeries, Reading, SeriesQuery, UnitSystem } from '../series/series.ts';
import type { Row } from '../series/table.ts';
import { rowsOf, unitsOf, type Variable } from '../series/variable.ts';
import { addDays, dayIn, formatInstant, instantOf, offsetAt } from '../time/local-time.ts';
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
      ? hoursFrom(rows, columns, { series, request })
      : { items: await daysFrom(place, rows, request) };
  return {
    ...placeOf(place),
    timezone: series.timezone,
    cell_distance_km: cellDistanceKm(place, series),
    ...shown,
    ...(granularity === 'daily' ? dayNotice(series) : hourNotice(variables)),
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

function hoursFrom(
  rows: readonly Row[],
  columns: Columns,
  about: { readonly series: PointSeries; readonly request: ForecastRequest & { readonly from: Date } },
) {
  const { utc_offset_seconds: offset, timezone } = about.series;
  const isSpan = about.request.variables.some(({ column }) => hourKind(column) !== 'state');
  const ahead = rows.flatMap(({ time: _, ...row }, index) => {
    const begins = instantOf(columns.time[index] ?? '', offset)?.getTime() ?? 0;
    // the hour that is under way belongs to the forecast
    if (begins + hourMs <= about.request.from.getTime()) return [];
    const time = formatInstant(new Date(begins), offsetAt(new Date(begins), timezone));
    return [{ time, ...(isSpan && { hour: spanLabel(begins, begins + hourMs, timezone) }), ...row }];
  });
  return { items: ahead.slice(0, hoursPerPage), ...cursorAfter(ahead, hoursPerPage) };
}

const hourWords: Readonly<Record<Exclude<HourKind, 'state'>, string>> = {
  sum: 'totals',
  mean: 'means',
  maximum: 'highest values',
  probability: 'probabilities',
  weather: 'the weather',
};

/** Which values are of the whole hour of a row, and which of its beginning. */
function hourNotice(variables: readonly Variable[]): { notice?: string } {
  const byKind = Map.groupBy(variables, ({ column }) => hourKind(column));
  const namesOf = (kind: HourKind) => (byKind.get(kind) ?? []).map(({ name }) => name).join(', ');
  const spans = (['sum', 'mean', 'maximum', 'probability', 'weather'] as const)
    .filter((kind) => byKind.has(kind))
    .map((kind) => `${hourWords[kind]}: ${namesOf(kind)}`);
  if (spans.length === 0) return {};
  const states = byKind.has('state') ? ` At its beginning (time): ${namesOf('state')}.` : '';
  return { notice: `Of the whole hour (${spans.join('; ')}).${states}` };
}

function utcHour(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`;
}
