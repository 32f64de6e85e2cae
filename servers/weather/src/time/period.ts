import { noDay, readDays } from './day-words.ts';
import { addDays, countDays } from './local-time.ts';

/** Calendar days, both included. */
export interface Period {
  readonly start: string;
  readonly end: string;
  readonly days: number;
}

/** What a caller may say about a period. */
export interface AskedPeriod {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly days?: number | undefined;
}

/** What the data behind a tool allows. */
export interface PeriodRule {
  /** The first day when none is given. */
  readonly today: string;
  readonly defaultDays: number;
  readonly maxDays: number;
  readonly earliest: string;
  readonly latest: string;
}

/** Why a period cannot be served, and what to do about it. */
export interface PeriodProblem {
  readonly problem: string;
  readonly hint: string;
}

/**
 * What a caller says about a period with its days as dates: words mean days of the calendar where it is `today`.
 *
 * A start that is several days, such as "this weekend", ends the period too when nothing else does, and begins on the
 * first day with data when that is one of its days.
 */
export function readPeriod(
  asked: AskedPeriod,
  { today, earliest }: Pick<PeriodRule, 'today' | 'earliest'>,
): AskedPeriod | PeriodProblem {
  const { days } = asked;
  const start = asked.start === undefined ? undefined : readDays(asked.start, today);
  const end = asked.end === undefined ? undefined : readDays(asked.end, today);
  if (asked.start !== undefined && start === undefined) return noDay('start', asked.start, today);
  if (asked.end !== undefined && end === undefined) return noDay('end', asked.end, today);
  if (start === undefined || start.start === start.end) return { start: start?.start, end: end?.end, days };
  const isBegun = start.start < earliest && start.end >= earliest;
  const last = end?.end ?? (days === undefined ? start.end : undefined);
  return { start: isBegun ? earliest : start.start, end: last, days };
}

/** The period that `start`, `end` and `days` mean together: from today without a start, `days` long without an end. */
export function resolvePeriod(given: AskedPeriod, rule: PeriodRule): Period | PeriodProblem {
  const asked = readPeriod(given, rule);
  if ('problem' in asked) return asked;
  if (asked.end !== undefined && asked.days !== undefined) {
    return { problem: 'end and days exclude each other.', hint: 'Give start and end, or days alone.' };
  }
  const start = asked.start ?? rule.today;
  const length = asked.days ?? (asked.start === undefined ? rule.defaultDays : 1);
  const end = asked.end ?? addDays(start, length - 1);
  if (end < start) {
    return { problem: `end ${end} lies before start ${start}.`, hint: 'Swap start and end.' };
  }
  if (start < rule.earliest) {
    return {
      problem: `start ${start} is too early.`,
      hint: `The first day with data is ${rule.earliest}; set start to it or later.`,
    };
  }
  if (end > rule.latest) {
    return {
      problem: `end ${end} is too late.`,
      hint: `The last day with data is ${rule.latest}; set end to it or earlier.`,
    };
  }
  const days = countDays(start, end);
  if (days > rule.maxDays) {
    return {
      problem: `The period has ${days} days, more than ${rule.maxDays}.`,
      hint: `Set end to ${addDays(start, rule.maxDays - 1)} or earlier, and ask for the rest in another call.`,
    };
  }
  return { start, end, days };
}

/** A period as text: one day, or `first to last`. */
export function periodLabel({ start, end }: { readonly start: string; readonly end: string }): string {
  return start === end ? start : `${start} to ${end}`;
}
