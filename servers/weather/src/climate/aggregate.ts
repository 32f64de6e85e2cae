import { numbersOf } from '../series/statistics.ts';
import { addDays } from '../time/local-time.ts';

/** The lengths of time that days are put together to. */
export const grains = ['day', 'week', 'month'] as const;

/** One of the lengths of time. */
export type Grain = (typeof grains)[number];

/** Days that belong together: those at the places `from` (in it) to `to` (not in it) of their list. */
export interface Bucket {
  /** `2026-03-01`, `2026-W09` or `2026-03`. */
  readonly period: string;
  readonly from: number;
  readonly to: number;
}

/** The buckets of ascending days, in order; together they hold every day once. */
export function bucketsOf(days: readonly string[], grain: Grain): Bucket[] {
  const buckets: Bucket[] = [];
  for (const [index, day] of days.entries()) {
    const period = periodOf(day, grain);
    const last = buckets.at(-1);
    if (last?.period === period) {
      buckets[buckets.length - 1] = { ...last, to: index + 1 };
      continue;
    }
    buckets.push({ period, from: index, to: index + 1 });
  }
  return buckets;
}

function periodOf(day: string, grain: Grain): string {
  if (grain === 'day') return day;
  return grain === 'month' ? day.slice(0, 7) : isoWeek(day);
}

/** The ISO 8601 week of a day, `2026-W09`: weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeek(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - weekday);
  const year = thursday.slice(0, 4);
  const dayOfYear =
    (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${`${Math.floor(dayOfYear / 7) + 1}`.padStart(2, '0')}`;
}

/** The first day of a period that `bucketsOf` names. */
export function startOfPeriod(period: string): string {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(period) ?? [];
  if (year === undefined) return period.length === 7 ? `${period}-01` : period;
  // 4 January is always in week 1
  const fourth = `${year}-01-04`;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(fourth, 7 * (Number(week) - 1) - weekday);
}

/** What a column of daily values amounts to. */
export interface ColumnStats {
  readonly mean: number;
  readonly total: number;
  readonly min: number;
  readonly min_date: string;
  readonly max: number;
  readonly max_date: string;
}

/** Mean, total and extremes of a column, gaps left out; ties go to the first day. Undefined of nothing but gaps. */
export function columnStats(
  days: readonly string[],
  values: readonly (number | null)[],
): ColumnStats | undefined {
  const numbers = numbersOf(values);
  if (numbers.length === 0) return undefined;
  const min = numbers.reduce((a, b) => Math.min(a, b));
  const max = numbers.reduce((a, b) => Math.max(a, b));
  const total = numbers.reduce((a, b) => a + b, 0);
  return {
    mean: total / numbers.length,
    total,
    min,
    min_date: days[values.indexOf(min)] ?? '',
    max,
    max_date: days[values.indexOf(max)] ?? '',
  };
}

/** How many places of a column hold no number. */
export function gapsIn(values: readonly (number | null)[]): number {
  return values.length - numbersOf(values).length;
}
