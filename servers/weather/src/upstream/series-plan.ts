import { zoneAt } from '../places/zone.ts';
import { dailyFromHours, sourcesOf, suffixOf } from '../series/daily.ts';
import { hoursFromLabels } from '../series/hours.ts';
import { incomplete } from '../series/reading.ts';
import type { Columns, PointSeries, SeriesQuery, WeatherApi } from '../series/series.ts';
import { type DayRange, startOfDay } from '../time/local-days.ts';
import { addDays, dayIn } from '../time/local-time.ts';
import { openMeteoApis } from './open-meteo-apis.ts';

/** A question as it goes over the wire. */
export interface WireQuery extends SeriesQuery {
  /** `GMT`, or the zones of the points. */
  readonly timezone: string;
}

/** How a question is put to Open-Meteo, and what its answer has to become. */
export interface SeriesPlan {
  readonly wire: WireQuery;
  /** The time zone of each point. */
  readonly zones: readonly string[];
  /** The days that each point was asked for, when they are cut from hours here. */
  readonly ranges: readonly DayRange[] | undefined;
  /** When the last of the points came to its present day, epoch milliseconds; undefined where that changes nothing. */
  readonly dayBegan: number | undefined;
}

/** Days back for which hours are asked; older days are those that the archive makes itself. */
const hoursBackDays = 92;
/** The oldest day of the archive. */
const archiveSince = '1940-01-01';

/**
 * Plans a question.
 *
 * Open-Meteo cuts days by the offset that is in force when it is asked, labels the hours of half-hour zones with times
 * that are not theirs, and sums from 23 to 23 o'clock. So hours are asked in GMT, where labels are instants, and days
 * are made here. Days of the archive beyond 92 days, of climate models and of rivers are the service's own.
 */
export function planSeries(api: WeatherApi, query: SeriesQuery, now: Date): SeriesPlan {
  const zones = query.points.map((point) => point.timezone ?? zoneAt(point));
  if (!isCutHere(api, query, now)) {
    const timezone = new Set(zones).size === 1 ? zones[0] : zones.join(',');
    return { wire: { ...query, timezone: timezone ?? 'GMT' }, zones, ranges: undefined, dayBegan: undefined };
  }
  const { hourly, daily, ...rest } = query;
  if (!hourly && !daily) {
    return { wire: { ...rest, timezone: 'GMT' }, zones, ranges: undefined, dayBegan: undefined };
  }
  const columns = [...new Set([...(hourly ?? []), ...sourcesOf(daily ?? [])])];
  const ranges = zones.map((zone) => rangeIn(zone, api, query, now));
  const wire = { ...rest, hourly: columns, timezone: 'GMT', ...wireDays(api, query, { zones, ranges, now }) };
  return { wire, zones, ranges, dayBegan: dayBeganIn(zones, ranges, now) };
}

function isCutHere(api: WeatherApi, { daily, start_date }: SeriesQuery, now: Date): boolean {
  if (api === 'climate' || api === 'flood') return false;
  if (api !== 'archive' || !daily || start_date === undefined) return true;
  return start_date >= addDays(dayIn('UTC', now), -hoursBackDays);
}

function rangeIn(zone: string, api: WeatherApi, query: SeriesQuery, now: Date): DayRange {
  const { start_date, end_date, past_days = 0 } = query;
  if (start_date !== undefined && end_date !== undefined) return { first: start_date, last: end_date };
  const today = dayIn(zone, now);
  const ahead = query.forecast_days ?? openMeteoApis[api].forecastDays.usual;
  return { first: addDays(today, -past_days), last: addDays(today, ahead - 1) };
}

interface Planned {
  readonly zones: readonly string[];
  readonly ranges: readonly DayRange[];
  readonly now: Date;
}

/** The days of UTC that hold all hours of the local days, as far as the service goes. */
function wireDays(api: WeatherApi, query: SeriesQuery, { zones, ranges, now }: Planned): Partial<WireQuery> {
  const { forecastDays, maxPastDays } = openMeteoApis[api];
  const { start_date, end_date, past_days = 0, forecast_days } = query;
  if (start_date === undefined || end_date === undefined) {
    const ahead = forecast_days ?? forecastDays.usual;
    // The question stays the same from day to day, so that an older answer can stand in across midnight.
    return {
      past_days: Math.min(maxPastDays, past_days + 1),
      forecast_days: Math.min(forecastDays.max, ahead + 1),
    };
  }
  const starts = ranges.map(({ first }, index) => startOfDay(first, zones[index] ?? 'UTC'));
  const ends = ranges.map(({ last }, index) => startOfDay(addDays(last, 1), zones[index] ?? 'UTC'));
  const today = dayIn('UTC', now);
  const earliest = api === 'archive' ? archiveSince : addDays(today, -maxPastDays);
  const latest = addDays(today, forecastDays.max - 1);
  // What was asked beyond the service's range is asked of it all the same, and refused in its words.
  return {
    start_date: later(dateOf(Math.min(...starts)), earlier(earliest, start_date)),
    end_date: earlier(dateOf(Math.max(...ends)), later(latest, end_date)),
  };
}

function dateOf(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 10);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function dayBeganIn(zones: readonly string[], ranges: readonly DayRange[], now: Date): number | undefined {
  const midnights = zones.flatMap((zone, index) => {
    const today = dayIn(zone, now);
    return (ranges[index]?.last ?? '') < today ? [] : [startOfDay(today, zone)];
  });
  return midnights.length === 0 ? undefined : Math.max(...midnights);
}

/**
 * The answer for the point at `index`, in the days and hours that were asked for.
 *
 * Throws `unavailable` when a section that was asked for is missing.
 */
export function followPlan(
  series: PointSeries,
  index: number,
  { query, plan }: { readonly query: SeriesQuery; readonly plan: SeriesPlan },
): PointSeries {
  const timezone = plan.zones[index] ?? series.timezone;
  for (const section of ['current', 'hourly', 'daily'] as const) {
    const isAsked = (plan.wire[section] ?? []).length > 0;
    if (isAsked && series[section] === undefined) throw incomplete();
  }
  const range = plan.ranges?.[index];
  if (!range) return { ...series, timezone, ...(series.daily && { service_days: true }) };
  const models = query.models ?? [];
  return {
    ...series,
    timezone,
    hourly: query.hourly && series.hourly && hoursWithin(series.hourly, { ...range, timezone, query }),
    daily: query.daily && dailyFromHours(series.hourly, { ...range, names: query.daily, models, timezone }),
  };
}

/** The hours that begin within the days, each with what the source tells of it. */
function hoursWithin(
  labelled: Columns,
  { first, last, timezone, query }: DayRange & { readonly timezone: string; readonly query: SeriesQuery },
): Columns {
  const { hourly = [], models = [] } = query;
  const asked = (column: string) => hourly.find((name) => suffixOf(column, name, models) !== undefined);
  const { time, values, units } = hoursFromLabels(labelled, (column) => asked(column) ?? column);
  const from = utcHour(startOfDay(first, timezone));
  const to = utcHour(startOfDay(addDays(last, 1), timezone));
  const inside = <Item>(_: Item, index: number): boolean => {
    const at = time[index] ?? '';
    return at >= from && at < to;
  };
  const kept = Object.entries(values).filter(([column]) => asked(column) !== undefined);
  return {
    time: time.filter(inside),
    values: Object.fromEntries(kept.map(([column, cells]) => [column, cells.filter(inside)])),
    units: Object.fromEntries(kept.map(([column]) => [column, units[column] ?? ''])),
  };
}

function utcHour(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 16);
}
