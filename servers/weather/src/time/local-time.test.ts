import { expect, test } from 'vitest';
import { addDays, countDays, dayIn, formatInstant, instantOf, offsetAt, toRfc3339 } from './local-time.ts';

test('a local time with the offset of its series is an instant', () => {
  expect(instantOf('2026-03-01T09:00', -18_000)?.toISOString()).toBe('2026-03-01T14:00:00.000Z');
  expect(instantOf('2026-03-01', 20_700)?.toISOString()).toBe('2026-02-28T18:15:00.000Z');
  expect(instantOf('tomorrow', 0)).toBeUndefined();
});

test('without a time zone the offset of the series stands', () => {
  expect(toRfc3339('2026-03-01T09:00', -12_600)).toBe('2026-03-01T09:00:00-03:30');
});

test('the day on which clocks go forward has 23 hours, and the skipped one never shows', () => {
  const hours = dayOfHours('2026-03-08', -18_000, 'America/New_York');
  expect(hours).toHaveLength(23);
  expect(hours[1]).toBe('2026-03-08T01:00:00-05:00');
  expect(hours[2]).toBe('2026-03-08T03:00:00-04:00');
});

test('the day on which clocks go back has 25 hours, and the repeated one shows with both offsets', () => {
  const hours = dayOfHours('2026-11-01', -14_400, 'America/New_York');
  expect(hours).toHaveLength(25);
  expect(hours.slice(1, 3)).toEqual(['2026-11-01T01:00:00-04:00', '2026-11-01T01:00:00-05:00']);
});

test('a time zone may be off by quarters of an hour, and unknown ones are refused', () => {
  expect(offsetAt(new Date('2026-01-01T00:00:00Z'), 'Asia/Kathmandu')).toBe(20_700);
  expect(offsetAt(new Date('2026-01-01T00:00:00Z'), 'UTC')).toBe(0);
  expect(() => offsetAt(new Date(), 'Mars/Olympus')).toThrow(
    expect.objectContaining({ code: 'unavailable', hint: expect.stringContaining('lat,lon') }),
  );
});

test('the calendar day depends on the place', () => {
  const instant = new Date('2026-12-31T23:30:00Z');
  expect(dayIn('Pacific/Kiritimati', instant)).toBe('2027-01-01');
  expect(dayIn('America/Los_Angeles', instant)).toBe('2026-12-31');
});

test('days add up across months and leap days', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(countDays('2026-01-01', '2026-12-31')).toBe(365);
  expect(formatInstant(new Date('2026-01-01T00:00:00Z'), 0)).toBe('2026-01-01T00:00:00+00:00');
});

/** The hours of one calendar day as the series lists them: one offset throughout, so from the day before on. */
function dayOfHours(day: string, offset: number, timezone: string): string[] {
  return [addDays(day, -1), day, addDays(day, 1)]
    .flatMap((date) => Array.from({ length: 24 }, (_, hour) => `${date}T${`${hour}`.padStart(2, '0')}:00`))
    .map((local) => toRfc3339(local, offset, timezone))
    .filter((time) => time.startsWith(day));
}
