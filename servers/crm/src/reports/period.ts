import { validationError } from '@patchbay/schemas';
import { isDay } from '../records/filters.ts';
import type { ReportPeriod } from './rows.ts';

const monthMs = (year: number, month: number) => Date.UTC(year, month, 1);
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const dayMs = 86_400_000;

/** The days of a span of whole months, from the month with the given number since January of the year. */
function months(year: number, first: number, count: number): ReportPeriod {
  return { from: dayText(monthMs(year, first)), to: dayText(monthMs(year, first + count) - dayMs) };
}

/** Names of periods that count from today. */
export const relativePeriods = [
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'next_quarter',
  'this_year',
  'last_year',
] as const;

/**
 * Reads a period: `2026`, `2026-Q3`, `2026-07`, `2026-07-01..2026-09-30`, or a name such as `this_quarter`.
 *
 * Both days are included; calendar periods in UTC. @throws ToolError `validation_error` that lists the forms.
 */
export function readPeriod(text: string, today: Date): ReportPeriod {
  const period = absolute(text.trim()) ?? relative(text.trim().toLowerCase(), today);
  if (period !== undefined) return period;
  throw validationError(`period: ${JSON.stringify(text.slice(0, 60))} is no period.`, {
    hint: `Use 2026, 2026-Q3, 2026-07, 2026-07-01..2026-09-30 or one of: ${relativePeriods.join(', ')}.`,
  });
}

function absolute(text: string): ReportPeriod | undefined {
  const span = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (span !== null) return daySpan(span[1] ?? '', span[2] ?? '');
  const match = /^(\d{4})(?:-(?:[Qq]([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (match === null) return undefined;
  const [, year, quarter, month] = match;
  if (quarter !== undefined) return months(Number(year), (Number(quarter) - 1) * 3, 3);
  return month === undefined ? months(Number(year), 0, 12) : months(Number(year), Number(month) - 1, 1);
}

function daySpan(from: string, to: string): ReportPeriod | undefined {
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

function relative(text: string, today: Date): ReportPeriod | undefined {
  const match = /^(this|last|next)_(month|quarter|year)$/.exec(text);
  if (match === null) return undefined;
  const shift = match[1] === 'this' ? 0 : match[1] === 'last' ? -1 : 1;
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  if (match[2] === 'month') return months(year, month + shift, 1);
  if (match[2] === 'quarter') return months(year, (Math.floor(month / 3) + shift) * 3, 3);
  return months(year + shift, 0, 12);
}
