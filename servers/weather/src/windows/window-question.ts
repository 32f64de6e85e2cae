import { weatherColumns } from '../forecast/risk-hours.ts';
import type { Place } from '../places/place.ts';
import type { SeriesQuery, UnitSystem } from '../series/series.ts';
import { addDays } from '../time/local-time.ts';
import { type Period, type PeriodProblem, readPeriod, resolvePeriod } from '../time/period.ts';
import {
  type Activity,
  type ActivityName,
  activities,
  type Constraint,
  constraintsOf,
  type Light,
  quantities,
  quantityNames,
} from './activity.ts';

/** The limits that a caller gives, in the caller's units; what is absent is the activity's to say. */
export interface OwnLimits {
  readonly activity?: ActivityName | undefined;
  readonly max_rain?: number | undefined;
  readonly max_wind?: number | undefined;
  readonly min_temperature?: number | undefined;
  readonly max_temperature?: number | undefined;
  readonly daylight_only?: boolean | undefined;
  readonly duration_hours?: number | undefined;
  readonly units: UnitSystem;
}

/** What a window must satisfy and how long it is. */
export interface WindowLimits {
  readonly constraints: readonly Constraint[];
  readonly light: Light;
  /** 24 means whole calendar days. */
  readonly hours: number;
}

/** What is asked of a period. */
export interface WindowQuestion extends WindowLimits {
  readonly period: Period;
  readonly units: UnitSystem;
}

const usualHours = 2;
const usualDays = 7;
const daysAhead = 16;

/** The activity's limits with the caller's own in the place of its. */
export function windowLimits(own: OwnLimits): WindowLimits {
  const preset: Activity | undefined = own.activity === undefined ? undefined : activities[own.activity];
  const min = { ...(own.min_temperature !== undefined && { temperature: own.min_temperature }) };
  const max = {
    ...(own.max_temperature !== undefined && { temperature: own.max_temperature }),
    ...(own.max_rain !== undefined && { precipitation: own.max_rain }),
    ...(own.max_wind !== undefined && { wind_speed: own.max_wind }),
  };
  const chosen = own.daylight_only ? 'day' : 'any';
  return {
    constraints: constraintsOf(preset, { min, max }, own.units),
    light: own.daylight_only === undefined ? (preset?.light ?? 'any') : chosen,
    hours: own.duration_hours ?? preset?.hours ?? usualHours,
  };
}

/** Whether every window would do. */
export function isUnlimited({ constraints, light }: WindowLimits): boolean {
  return constraints.length === 0 && light === 'any';
}

/** The days to look through: a week unless the caller says otherwise or the forecast ends before. */
export function windowPeriod(
  asked: { readonly start?: string | undefined; readonly end?: string | undefined },
  today: string,
): Period | PeriodProblem {
  const latest = addDays(today, daysAhead - 1);
  const read = readPeriod(asked, { today, earliest: today });
  if ('problem' in read) return read;
  const start = read.start ?? today;
  const usual = addDays(start, usualDays - 1);
  const end = read.end ?? (start <= latest && usual > latest ? latest : usual);
  const rule = { today, defaultDays: usualDays, maxDays: daysAhead, earliest: today, latest };
  return resolvePeriod({ start, end }, rule);
}

/** The question for the hours of a period. */
export function windowQuery(place: Place, { period, units }: WindowQuestion): SeriesQuery {
  return {
    points: [place],
    hourly: [
      ...new Set(['is_day', ...quantityNames.map((name) => quantities[name].variable), ...weatherColumns]),
    ],
    start_date: period.start,
    end_date: period.end,
    units,
  };
}
