import { z } from 'zod';

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const isoDate = z.iso.date('must be a calendar day, YYYY-MM-DD');

/** An instant or local time with its offset, RFC 3339, for example `2026-03-01T09:00:00+01:00`. */
export const isoInstant = z.iso.datetime({ offset: true });

/** Whether the runtime's time-zone data knows the IANA name; a bare offset such as `+01:00` is no name. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
