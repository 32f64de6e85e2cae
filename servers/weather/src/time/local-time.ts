import { unavailable } from '@patchbay/schemas';

const localPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?$/;

/**
 * The instant of a local time of a series (`2026-03-01T09:00`, or a date, which means its midnight).
 *
 * Open-Meteo writes every time of one answer with one offset, the one in force when it answered, even across a clock
 * change; so `local - utc_offset_seconds` is always the true instant, though the clock on the wall may have differed.
 * Returns undefined for anything else than such a time.
 */
export function instantOf(local: string, utcOffsetSeconds: number): Date | undefined {
  const [, date, clock = '00:00', seconds = '00'] = localPattern.exec(local) ?? [];
  const epoch = Date.parse(`${date}T${clock}:${seconds}Z`);
  return Number.isNaN(epoch) ? undefined : new Date(epoch - utcOffsetSeconds * 1000);
}

/**
 * A local time of a series as an RFC 3339 string in its place's own time: `2026-03-01T09:00:00-05:00`.
 *
 * With a time zone, the clock and offset are those on the wall at that instant, so hours across a clock change show
 * the hour that is skipped or repeated; without one, the offset of the series stands. Returns the text unchanged when
 * it is no time.
 */
export function toRfc3339(local: string, utcOffsetSeconds: number, timezone?: string): string {
  const instant = instantOf(local, utcOffsetSeconds);
  if (!instant) return local;
  return formatInstant(instant, timezone === undefined ? utcOffsetSeconds : offsetAt(instant, timezone));
}

/** The offset from UTC in seconds that is in force in a time zone at an instant. Throws `unavailable` for an unknown zone. */
export function offsetAt(instant: Date, timezone: string): number {
  const parts = formatterOf(timezone).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timezone: string, instant: Date): string {
  return formatInstant(instant, offsetAt(instant, timezone)).slice(0, 10);
}

/** The calendar day that lies `days` after another; both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days lie from `start` to `end`, both included. */
export function countDays(start: string, end: string): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000) + 1;
}

/** An instant as an RFC 3339 string at an offset; RFC 3339 knows no seconds in offsets, so they are cut off. */
export function formatInstant(instant: Date, offsetSeconds: number): string {
  const offsetMinutes = Math.trunc(offsetSeconds / 60);
  const clock = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return `${clock}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = formatterFor(timezone);
  formatters.set(timezone, made);
  return made;
}

/** A zone that is newer than the zone data of this process would make every day and hour a guess. */
function formatterFor(timezone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw unavailable(
      'The time zone of this place is not known to this server, so its days are not either.',
      {
        hint: 'Give "lat,lon" of the place instead; the operator should update Node.js for newer zone data.',
        cause,
      },
    );
  }
}
