import { expect, test } from 'vitest';
import { daylightSeconds, sunTransit } from './sun.ts';

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000;
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 16);
}

function transit(date: string, latitude: number, longitude: number): { sunrise: string; sunset: string } {
  const found = sunTransit(midnight(date), latitude, longitude);
  if (found.kind !== 'transit') throw new Error(`The sun does not rise and set: ${found.kind}`);
  return { sunrise: clock(found.sunrise), sunset: clock(found.sunset) };
}

function minutesApart(a: string, b: string): number {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return Math.abs(minutes(a) - minutes(b));
}

test.each([
  ['2026-06-21', 51.5, -0.13, '03:43', '20:21'],
  ['2026-12-21', 51.5, -0.13, '08:04', '15:53'],
  ['2026-03-20', 0, 0, '06:04', '18:11'],
])(
  'the almanac of %s at %d, %d is met within three minutes',
  (date, latitude, longitude, sunrise, sunset) => {
    const found = transit(date, latitude, longitude);
    expect(minutesApart(found.sunrise, sunrise)).toBeLessThanOrEqual(3);
    expect(minutesApart(found.sunset, sunset)).toBeLessThanOrEqual(3);
  },
);

test('the sun neither rises nor sets in polar day and polar night', () => {
  expect(sunTransit(midnight('2026-06-21'), 78, 15).kind).toBe('polar_day');
  expect(sunTransit(midnight('2026-12-21'), 78, 15).kind).toBe('polar_night');
  expect(daylightSeconds(midnight('2026-06-21'), 78, 15)).toBe(86_400);
  expect(daylightSeconds(midnight('2026-12-21'), 78, 15)).toBe(0);
  expect(daylightSeconds(midnight('2026-06-21'), -90, 0)).toBe(0);
});

test('sunrise belongs to the local day, far from Greenwich on both sides of the date line', () => {
  for (const [longitude, offset] of [
    [179.9, 12],
    [-179.9, -12],
    [139.7, 9],
  ] as const) {
    const start = midnight('2026-03-20') - offset * 3600;
    const found = sunTransit(start, 10, longitude);
    expect(found.kind).toBe('transit');
    if (found.kind !== 'transit') continue;
    expect(found.sunrise).toBeGreaterThan(start);
    expect(found.sunset).toBeLessThan(start + 86_400);
  }
});
