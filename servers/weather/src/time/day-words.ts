import { z } from 'zod';
import { addDays } from './local-time.ts';

/** A day as a caller gives it; {@link readDays} says what is read. */
export const dayInput = z.string().trim().min(1).max(40);

/** Calendar days that a text means, both included. */
export interface DaySpan {
  readonly start: string;
  readonly end: string;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const single: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  tomorrow: 1,
  'day after tomorrow': 2,
  yesterday: -1,
  'day before yesterday': -2,
};

/**
 * The days that a text means on a calendar where it is `today` (`YYYY-MM-DD`); undefined for what is not clear.
 *
 * Read are `YYYY-MM-DD`, months (`2026-07`), ISO weeks (`2026-W49`) and days of them (`2026-W49-3`), today, tomorrow,
 * yesterday, `in 3 days`, `3 days ago`, this, next and last week or weekend, and a weekday, which is the first from today
 * on. "Next Friday" means two days to different people, so it is not read.
 */
export function readDays(text: string, today: string): DaySpan | undefined {
  const words = text
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/^the /, '')
    .trim();
  const away = (Object.hasOwn(single, words) ? single[words] : undefined) ?? distanceIn(words);
  if (away !== undefined) return one(addDays(today, away));
  return (
    isoDay(words) ?? isoMonth(words) ?? isoWeek(words) ?? namedWeek(words, today) ?? weekday(words, today)
  );
}

function one(day: string): DaySpan {
  return { start: day, end: day };
}

function distanceIn(words: string): number | undefined {
  const [, ahead] = /^in (\d{1,3}) days?$/.exec(words) ?? [];
  const [, ago] = /^(\d{1,3}) days? ago$/.exec(words) ?? [];
  if (ahead !== undefined) return Number(ahead);
  return ago === undefined ? undefined : -Number(ago);
}

function isoDay(words: string): DaySpan | undefined {
  return z.iso.date().safeParse(words).success ? one(words) : undefined;
}

function isoMonth(words: string): DaySpan | undefined {
  const start = `${words}-01`;
  if (!/^\d{4}-\d{2}$/.test(words) || isoDay(start) === undefined) return undefined;
  const next = `${addDays(start, 31).slice(0, 7)}-01`;
  return { start, end: addDays(next, -1) };
}

/** The first week of a year is that of 4 January (ISO 8601). */
function isoWeek(words: string): DaySpan | undefined {
  const [, year, week, day] = /^(\d{4})-?w(\d{2})(?:-?([1-7]))?$/.exec(words) ?? [];
  if (year === undefined || week === undefined) return undefined;
  const monday = addDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7);
  // a week belongs to the year that its Thursday is in
  if (Number(week) < 1 || addDays(monday, 3).slice(0, 4) !== year) return undefined;
  return day === undefined
    ? { start: monday, end: addDays(monday, 6) }
    : one(addDays(monday, Number(day) - 1));
}

function namedWeek(words: string, today: string): DaySpan | undefined {
  const [, which = 'this', span] = /^(?:(this|next|last|coming) )?(week|weekend)$/.exec(words) ?? [];
  if (span === undefined) return undefined;
  const weeks = which === 'next' ? 7 : which === 'last' ? -7 : 0;
  const monday = addDays(mondayOf(today), weeks);
  return { start: addDays(monday, span === 'week' ? 0 : 5), end: addDays(monday, 6) };
}

function weekday(words: string, today: string): DaySpan | undefined {
  const [, name = ''] = /^(?:this |on )?([a-z]{3,9})$/.exec(words) ?? [];
  const wanted = weekdays.findIndex((day) => day === name || day.slice(0, 3) === name);
  if (wanted < 0) return undefined;
  return one(addDays(today, (wanted - weekdayOf(today) + 7) % 7));
}

/** 0 for a Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

/** What to tell about a text that means no day: what today is, where the days are asked for. */
export function noDay(field: 'start' | 'end', text: string, today: string) {
  const name = weekdays[weekdayOf(today)] ?? '';
  const shown = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return {
    problem: `${field}: "${text}" is no calendar day that exists and is clear. Today is ${shown}, ${today} there.`,
    hint: `Write the day as YYYY-MM-DD, such as ${today}; also read are tomorrow, this weekend, saturday and ISO weeks (2026-W49).`,
  };
}
