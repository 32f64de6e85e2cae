import { DAY, HOUR } from '../world/math.ts';
import type { SeriesApi } from './apis.ts';
import { APIS, MAX_LOCATIONS } from './apis.ts';
import { Refusal, wrongType } from './refusal.ts';
import type { Zone } from './zones.ts';

export interface Coordinate {
  latitude: number;
  longitude: number;
}

/** A span of time in unix seconds: `start` is in it, `end` is not. */
export interface Span {
  start: number;
  end: number;
}

/** The values of a list parameter, given once with commas or several times. */
export function readList(query: URLSearchParams, key: string): string[] {
  return query
    .getAll(key)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean);
}

function readNumbers(query: URLSearchParams, key: string): number[] {
  return readList(query, key).map((text) => {
    const value = Number(text);
    if (Number.isNaN(value) && text.toLowerCase() !== 'nan') throw wrongType('Float', key);
    return value;
  });
}

/** Reads an integer parameter; undefined when it is absent. */
function readInteger(query: URLSearchParams, key: string): number | undefined {
  const text = query.get(key);
  if (text === null || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw wrongType('Int', key);
  return Number(text);
}

/** Swift prints a Float with a decimal point, and the reasons quote it so. */
function printFloat(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value).toLowerCase();
}

/** Reads the coordinates of a request; refuses none, unequal counts, too many and those off the globe. */
export function readCoordinates(query: URLSearchParams, max = MAX_LOCATIONS): Coordinate[] {
  const latitudes = readNumbers(query, 'latitude');
  const longitudes = readNumbers(query, 'longitude');
  if (latitudes.length !== longitudes.length) {
    throw new Refusal("Parameter 'latitude' and 'longitude' must have the same number of elements");
  }
  if (latitudes.length === 0) throw new Refusal("Parameter 'latitude' and 'longitude' must not be empty");
  if (latitudes.length > max) throw new Refusal(`Only up to ${max} locations can be requested at once`);
  return latitudes.map((latitude, i) => {
    const longitude = longitudes[i] ?? Number.NaN;
    if (!(Math.abs(latitude) <= 90)) {
      throw new Refusal(`Latitude must be in range of -90 to 90°. Given: ${printFloat(latitude)}.`);
    }
    if (!(Math.abs(longitude) <= 180)) {
      throw new Refusal(`Longitude must be in range of -180 to 180°. Given: ${printFloat(longitude)}.`);
    }
    return { latitude, longitude };
  });
}

/** Elevations that the caller sets, one per coordinate; NaN switches the correction for height off. */
export function readElevations(query: URLSearchParams, count: number): number[] {
  const values = readNumbers(query, 'elevation');
  if (values.length > 0 && values.length !== count) {
    throw new Refusal("Parameter 'elevation' must have the same number of elements as coordinates");
  }
  return values;
}

function parseDate(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new Refusal("Invalid date format. Make sure to use 'YYYY-MM-DD'");
  }
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new Refusal('Invalid date');
  return time / 1000;
}

function parseHour(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new Refusal("Invalid date format. Make sure to use 'YYYY-MM-DDThh:mm'");
  return time / 1000;
}

/** The local midnight of today, as unix seconds of the clock on the wall. */
function wallMidnight(now: number, zone: Zone): number {
  return Math.floor((now + zone.offset) / DAY) * DAY;
}

function allowedSpan(api: SeriesApi, today: number): Span {
  const limits = APIS[api];
  const start = typeof limits.since === 'number' ? today - limits.since * DAY : parseDate(limits.since);
  const end = limits.until ? parseDate(limits.until) + DAY : today + limits.maxForecastDays * DAY;
  return { start, end };
}

function printDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function checkAllowed(key: string, value: number, allowed: Span): void {
  if (value >= allowed.start && value < allowed.end) return;
  throw new Refusal(
    `Parameter '${key}' is out of allowed range from ${printDay(allowed.start)} to ${printDay(allowed.end - DAY)}`,
  );
}

function pick(values: readonly string[], index: number): string | undefined {
  return values.length > 1 ? values[index] : values[0];
}

interface Pair {
  start: string;
  end: string;
}

function readPair(
  query: URLSearchParams,
  unit: 'date' | 'hour',
  index: number,
  count: number,
): Pair | undefined {
  const starts = readList(query, `start_${unit}`);
  const ends = readList(query, `end_${unit}`);
  if (starts.length === 0 && ends.length === 0) return undefined;
  if (starts.length === 0 || ends.length === 0) {
    throw new Refusal(`Both 'start_${unit}' and 'end_${unit}' must be set in the url`);
  }
  if (starts.length !== ends.length) {
    throw new Refusal("Parameter 'start_date' and 'end_date' must have the same number of elements");
  }
  if (starts.length > 1 && starts.length !== count) {
    throw new Refusal(
      "Parameter 'start_date' and 'end_date' must have the same number of elements as coordinates",
    );
  }
  return { start: pick(starts, index) ?? '', end: pick(ends, index) ?? '' };
}

function refuseDayCounts(query: URLSearchParams): void {
  for (const key of ['past_days', 'forecast_days']) {
    if (!query.get(key)) continue;
    throw new Refusal(`Parameter '${key}' is mutually exclusive with 'start_date' and 'end_date'`);
  }
}

function dayCount(
  query: URLSearchParams,
  key: 'past_days' | 'forecast_days',
  fallback: number,
  max: number,
): number {
  const given = readInteger(query, key) ?? fallback;
  if (given >= 0 && given <= max) return given;
  const subject = key === 'past_days' ? 'Past days' : 'Forecast days';
  throw new Refusal(`${subject} is invalid. Allowed range 0 to ${max}. Given ${given}.`);
}

/** The days that a request asks for at one coordinate, as unix seconds from local midnight to local midnight. */
export function readDays(
  api: SeriesApi,
  query: URLSearchParams,
  now: number,
  zone: Zone,
  index: number,
  count: number,
): Span {
  const limits = APIS[api];
  const today = wallMidnight(now, zone);
  const pair = readPair(query, 'date', index, count);
  if (!pair) {
    if (limits.needsDates) throw new Refusal("Both 'start_date' and 'end_date' must be set in the url");
    const past = dayCount(query, 'past_days', 0, limits.maxPastDays);
    const ahead = dayCount(query, 'forecast_days', limits.defaultForecastDays, limits.maxForecastDays);
    return { start: today - past * DAY - zone.offset, end: today + ahead * DAY - zone.offset };
  }
  refuseDayCounts(query);
  const start = parseDate(pair.start);
  const end = parseDate(pair.end);
  if (end < start) throw new Refusal('End-date must be larger or equals than start-date');
  const allowed = allowedSpan(api, today);
  checkAllowed('start_date', start, allowed);
  checkAllowed('end_date', end, allowed);
  return { start: start - zone.offset, end: end + DAY - zone.offset };
}

/** The steps of one section: `start_hour`/`end_hour`, or a count of steps around now, or the requested days. */
export function readSteps(
  api: SeriesApi,
  query: URLSearchParams,
  section: 'hourly' | 'minutely_15',
  days: Span,
  now: number,
  zone: Zone,
): Span {
  const step = section === 'hourly' ? HOUR : HOUR / 4;
  const pair = readPair(query, 'hour', 0, 1);
  if (pair) {
    refuseDayCounts(query);
    const start = parseHour(pair.start);
    const end = parseHour(pair.end);
    if (end < start) throw new Refusal('End-date must be larger or equals than start-date');
    const allowed = allowedSpan(api, wallMidnight(now, zone));
    checkAllowed('start_hour', start, allowed);
    checkAllowed('end_hour', end, allowed);
    return { start: start - zone.offset, end: end + step - zone.offset };
  }
  const suffix = section === 'hourly' ? 'hours' : 'minutely_15';
  const past = readInteger(query, `past_${suffix}`);
  const ahead = readInteger(query, `forecast_${suffix}`);
  if (past === undefined && ahead === undefined) return days;
  const current = Math.floor(now / step) * step;
  return {
    start: current - (past ?? 0) * step,
    end: ahead === undefined ? days.end : current + ahead * step,
  };
}
