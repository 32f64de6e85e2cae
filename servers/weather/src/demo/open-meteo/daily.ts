import { at, DAY, HOUR, RADIANS, round } from '../world/math.ts';
import { daylightSeconds, sunTransit } from '../world/sun.ts';
import type { HourlyApi } from './names.ts';
import { serves } from './names.ts';
import type { Quantity } from './units.ts';
import { QUANTITY } from './units.ts';
import type { Variable } from './variable.ts';
import { findVariable } from './variables.ts';
import type { View } from './view.ts';
import { columnOf, frameOf } from './view.ts';

type Aggregate = 'max' | 'min' | 'mean' | 'sum' | 'dominant' | 'hours';

/** A daily variable: a sun event, the day's length, or the hours of another variable taken together. */
export type DailyVariable =
  | { kind: 'sunrise' }
  | { kind: 'sunset' }
  | { kind: 'daylight'; quantity: Quantity }
  | { kind: 'hours'; quantity: Quantity; source: string; variable: Variable; aggregate: Aggregate };

const SPECIAL: Record<string, readonly [string, Aggregate]> = {
  weather_code: ['weather_code', 'max'],
  precipitation_hours: ['precipitation', 'hours'],
  sunshine_duration: ['sunshine_duration', 'sum'],
  et0_fao_evapotranspiration: ['et0_fao_evapotranspiration', 'sum'],
  growing_degree_days_base_0_limit_50: ['growing_degree_days_base_0_limit_50', 'sum'],
};

function isAggregate(text: string): text is Aggregate {
  return ['max', 'min', 'mean', 'sum', 'dominant'].includes(text);
}

function split(name: string): readonly [string, Aggregate] | undefined {
  const special = SPECIAL[name];
  if (special) return special;
  const cut = name.lastIndexOf('_');
  const aggregate = name.slice(cut + 1);
  return isAggregate(aggregate) ? [name.slice(0, cut), aggregate] : undefined;
}

function quantityOf(source: Quantity, aggregate: Aggregate): Quantity {
  if (aggregate === 'hours') return QUANTITY.hours;
  return aggregate === 'sum' && source === QUANTITY.watts ? QUANTITY.joules : source;
}

/** Resolves the name of a daily variable; undefined when the API does not serve it. */
export function findDaily(api: HourlyApi, name: string): DailyVariable | undefined {
  if (name === 'sunrise' || name === 'sunset')
    return name === 'sunrise' ? { kind: 'sunrise' } : { kind: 'sunset' };
  if (name === 'daylight_duration') return { kind: 'daylight', quantity: QUANTITY.seconds };
  const parts = split(name);
  if (!parts || !serves(api, parts[0])) return undefined;
  const variable = findVariable(parts[0]);
  if (!variable) return undefined;
  const [source, aggregate] = parts;
  return { kind: 'hours', quantity: quantityOf(variable.quantity, aggregate), source, variable, aggregate };
}

function dominant(values: Float64Array, from: number, to: number): number {
  let east = 0;
  let north = 0;
  for (let i = from; i < to; i += 1) {
    east += Math.sin(at(values, i) * RADIANS);
    north += Math.cos(at(values, i) * RADIANS);
  }
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
}

function reduce(values: Float64Array, from: number, to: number, aggregate: Aggregate): number {
  if (aggregate === 'dominant') return dominant(values, from, to);
  let result = aggregate === 'max' ? -Infinity : aggregate === 'min' ? Infinity : 0;
  for (let i = from; i < to; i += 1) {
    const value = at(values, i);
    if (Number.isNaN(value)) return value;
    if (aggregate === 'max') result = Math.max(result, value);
    else if (aggregate === 'min') result = Math.min(result, value);
    else if (aggregate === 'hours') result += value >= 0.1 ? 1 : 0;
    else result += value;
  }
  return aggregate === 'mean' ? result / (to - from) : result;
}

/** The step from which days are made: hours, but three hours for climate models, which ask for decades. */
function stepOf(view: View): number {
  return view.api === 'climate' ? 3 * HOUR : HOUR;
}

/**
 * The daily column of a view in metric units, NaN where an hour of the day has no value.
 *
 * `start` is the local midnight of the first day in unix seconds. The days are taken from the rounded hourly
 * column, so a client that adds up the hours gets the same sums and extremes.
 */
export function dailyColumn(
  view: View,
  daily: Extract<DailyVariable, { kind: 'hours' }>,
  start: number,
  days: number,
): Float64Array {
  const step = stepOf(view);
  const perDay = DAY / step;
  const frame = frameOf(view, start, step, days * perDay);
  const hours = columnOf(view, daily.source, daily.variable, frame);
  const scale = scaleOf(daily, step);
  const out = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    const value = reduce(hours, day * perDay, (day + 1) * perDay, daily.aggregate) * scale;
    out[day] = round(value, daily.quantity.decimals);
  }
  return out;
}

function scaleOf(daily: Extract<DailyVariable, { kind: 'hours' }>, step: number): number {
  if (daily.quantity === QUANTITY.joules) return step / 1e6;
  return daily.aggregate === 'hours' ? step / HOUR : 1;
}

/** Length of each day in seconds. */
export function daylightColumn(view: View, start: number, days: number): Float64Array {
  const { latitude, longitude } = view.site;
  return Float64Array.from({ length: days }, (_, i) => daylightSeconds(start + i * DAY, latitude, longitude));
}

/**
 * Sunrise or sunset of each day in unix seconds, as the real API has them.
 *
 * It takes the local date for a date of UTC, so where the clock is far from the sun (Kiritimati, Samoa, Tonga) a row
 * carries the times of the day after. In polar night both are the midnight that the day begins with; in midnight sun
 * the sunset is the one that it ends with.
 */
export function sunColumn(
  view: View,
  kind: 'sunrise' | 'sunset',
  { start, days, offset }: { start: number; days: number; offset: number },
): number[] {
  const { latitude, longitude } = view.site;
  return Array.from({ length: days }, (_, i) => {
    const midnight = start + i * DAY;
    const solarMidnight = midnight + offset - (longitude / 15) * HOUR;
    const transit = sunTransit(solarMidnight, latitude, longitude);
    if (transit.kind === 'transit') return transit[kind];
    return transit.kind === 'polar_day' && kind === 'sunset' ? midnight + DAY : midnight;
  });
}
