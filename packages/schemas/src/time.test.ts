import { expect, test } from 'vitest';
import { isoDate, isoInstant, isTimeZone } from './time.ts';

test.each(['Europe/Zurich', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'Mars/Olympus', '+01:00', '-0530', 'Europe/Zurich\0', '__proto__', '../etc/passwd'])(
  '%j is no time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test('a calendar day must exist', () => {
  expect(isoDate.safeParse('2024-02-29').success).toBe(true);
  expect(isoDate.safeParse('2026-02-29').error?.issues[0]?.message).toBe(
    'must be a calendar day, YYYY-MM-DD',
  );
});

test('an instant needs its offset', () => {
  expect(isoInstant.safeParse('2026-03-01T09:00:00+01:00').success).toBe(true);
  expect(isoInstant.safeParse('2026-03-01T09:00:00').success).toBe(false);
});
