/** The order of day and month in numbers such as `3/4/2026`. */
type Order = 'day_first' | 'month_first';

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/;
const numbers =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?: ?([AaPp])\.?[Mm]\.?)?)?$/;

/**
 * Gives a reader of the days and local times of a column, `3/4/2026` and the like, in the order that the column shows: a
 * number over 12 can only be a day, full stops are written where the day comes first.
 *
 * The reader answers `YYYY-MM-DD` or, for a time without offset, which is taken for UTC, RFC 3339; a problem with both
 * readings where the order stays open; undefined for whatever is no such text, which others may read.
 */
export function dayColumn(
  values: Iterable<unknown>,
): (value: unknown) => { readonly text: string } | { readonly problem: string } | undefined {
  let order: Order | 'mixed' | undefined;
  for (const value of values) {
    const own = typeof value === 'string' ? orderOf(value.trim()) : undefined;
    if (own !== undefined) order = order === undefined || order === own ? own : 'mixed';
  }
  return (value) => {
    if (typeof value !== 'string') return undefined;
    const text = value.trim();
    const [, year, month, day, time] = iso.exec(text) ?? [];
    if (year !== undefined) return { text: written([year, month, day], time) };
    return byOrder(text, orderOf(text) ?? (order === 'mixed' ? undefined : order));
  };
}

function orderOf(text: string): Order | undefined {
  const [, first, mark, second] = numbers.exec(text) ?? [];
  if (first === undefined || first === second) return undefined;
  if (mark === '.') return 'day_first';
  if (Number(first) > 12) return 'day_first';
  return Number(second) > 12 ? 'month_first' : undefined;
}

function byOrder(text: string, order: Order | undefined) {
  const [, first, , second, year, time, half] = numbers.exec(text) ?? [];
  if (first === undefined) return undefined;
  const clock = time === undefined ? undefined : clockOf(time, half);
  const readings = { day_first: [year, second, first], month_first: [year, first, second] } as const;
  if (order !== undefined || first === second)
    return { text: written(readings[order ?? 'day_first'], clock) };
  return {
    problem: `may be ${written(readings.day_first)} or ${written(readings.month_first)}: write it as YYYY-MM-DD`,
  };
}

function clockOf(time: string, half: string | undefined): string {
  if (half === undefined) return time;
  const [hour = '', ...rest] = time.split(':');
  const of12 = Number(hour) % 12;
  return [String(half.toLowerCase() === 'p' ? of12 + 12 : of12), ...rest].join(':');
}

function written([year, month, day]: readonly (string | undefined)[], time?: string): string {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return time === undefined
    ? date
    : `${date}T${time.padStart(time.indexOf(':') === 1 ? time.length + 1 : 0, '0')}Z`;
}
