import { addDays, dayIn, offsetAt } from './local-time.ts';

/** What a step of a series tells: a state at its time, or a sum, mean or extreme of the step before it. */
export type Meaning = 'instant' | 'preceding';

/** One calendar day of a place, of 23 to 25 hours where clocks change. */
export interface LocalDay {
  readonly date: string;
  /** Its first instant and that of the next day, epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Positions of the series' steps that belong to it. */
  readonly steps: readonly number[];
  /** False where the series does not cover all of it. */
  readonly isWhole: boolean;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The first instant of a calendar day in a time zone, epoch milliseconds; right where midnight is skipped or repeated.
 *
 * Throws `unavailable` for a zone that is not known here.
 */
export function startOfDay(date: string, timezone: string): number {
  const naive = Date.parse(`${date}T00:00:00Z`);
  // The offsets a day before and after bound the answer; a change between them is found by bisection to the minute.
  const [early, late] = [-dayMs, dayMs].map(
    (away) => naive - offsetAt(new Date(naive + away), timezone) * 1000,
  );
  if (early === undefined || late === undefined || early === late) return early ?? naive;
  let low = Math.min(early, late) - 2 * hourMs;
  let high = Math.max(early, late) + 2 * hourMs;
  while (high - low > minuteMs) {
    const middle = Math.floor((low + high) / (2 * minuteMs)) * minuteMs;
    if (dayIn(timezone, new Date(middle)) < date) low = middle;
    else high = middle;
  }
  return high;
}

/** The calendar days from `first` to `last`, both included. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/**
 * Cuts a series into calendar days of a time zone, one for each day asked for, though none of its steps may be there.
 *
 * `instants` are epoch milliseconds in order, `stepMs` apart. A preceding value belongs to the day in which its step
 * lies: that of 00:00 is the last of the day before.
 */
export function cutDays(
  instants: readonly number[],
  timezone: string,
  { first, last, stepMs, meaning }: DayRange & { readonly stepMs: number; readonly meaning: Meaning },
): LocalDay[] {
  const shift = meaning === 'preceding' ? 1 : 0;
  const from = (instants[0] ?? 0) - shift * stepMs;
  const to = (instants.at(-1) ?? 0) + (1 - shift) * stepMs;
  const days: LocalDay[] = [];
  let next = 0;
  let start = startOfDay(first, timezone);
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const end = startOfDay(addDays(date, 1), timezone);
    const steps: number[] = [];
    for (; next < instants.length; next += 1) {
      const at = (instants[next] ?? 0) - shift;
      if (at >= end) break;
      if (at >= start) steps.push(next);
    }
    days.push({ date, start, end, steps, isWhole: instants.length > 0 && from <= start && to >= end });
    start = end;
  }
  return days;
}
