import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cutDays, startOfDay } from './local-days.ts';
import { addDays, dayIn } from './local-time.ts';

const hourMs = 3_600_000;
const zoneVectors = z.object({
  changes: z.array(z.tuple([z.string(), z.number(), z.number()])),
  /** Date, first instant, hours. */
  days: z.array(z.tuple([z.string(), z.string(), z.number()])),
});
const { zones } = z
  .object({ zones: z.record(z.string(), zoneVectors) })
  .parse(JSON.parse(readFileSync(new URL('day-vectors.fixture.json', import.meta.url), 'utf8')));

test('the vectors are twenty zones with sixty changes', () => {
  expect(Object.keys(zones)).toHaveLength(20);
  expect(Object.values(zones).flatMap(({ changes }) => changes)).toHaveLength(60);
});

test.each(Object.entries(zones))('days of %s begin and end where its clocks say', (zone, { days }) => {
  for (const [date, start, hours] of days) {
    const begins = startOfDay(date, zone);
    expect(new Date(begins).toISOString()).toBe(new Date(start).toISOString());
    expect((startOfDay(addDays(date, 1), zone) - begins) / hourMs).toBe(hours);
  }
});

test.each(Object.entries(zones))('every hour of %s is in one day, around every change', (zone, vectors) => {
  for (const [at] of vectors.changes) {
    const middle = dayIn(zone, new Date(at));
    const range = { first: addDays(middle, -1), last: addDays(middle, 1) };
    const begins = Math.floor(Date.parse(at) / hourMs) * hourMs - 72 * hourMs;
    const instants = Array.from({ length: 144 }, (_, index) => begins + index * hourMs);
    const states = cutDays(instants, zone, { ...range, stepMs: hourMs, meaning: 'instant' });
    for (const { date, steps, isWhole } of states) {
      expect(isWhole).toBe(true);
      for (const step of steps) expect(dayIn(zone, new Date(instants[step] ?? 0))).toBe(date);
    }
    const inside = instants.filter((one) => {
      const day = dayIn(zone, new Date(one));
      return day >= range.first && day <= range.last;
    });
    expect(states.flatMap(({ steps }) => steps)).toHaveLength(inside.length);
    const sums = cutDays(instants, zone, { ...range, stepMs: hourMs, meaning: 'preceding' });
    for (const { start, end, steps } of sums) {
      expect(Math.abs(steps.length - (end - start) / hourMs)).toBeLessThan(1);
      expect(instants[steps[0] ?? 0]).toBeGreaterThan(start);
      expect(instants[steps.at(-1) ?? 0]).toBeLessThan(end + hourMs);
    }
  }
});

test('a sum at midnight is the last of the day before', () => {
  const instants = [22, 23, 24, 25].map((hour) => Date.parse('2026-06-15T00:00Z') + hour * hourMs);
  const range = { first: '2026-06-15', last: '2026-06-16', stepMs: hourMs };
  const stepsOf = (meaning: 'instant' | 'preceding') =>
    cutDays(instants, 'UTC', { ...range, meaning }).map(({ steps }) => steps);
  expect(stepsOf('instant')).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(stepsOf('preceding')).toEqual([[0, 1, 2], [3]]);
});

test('a day that the series does not cover is there, and not whole', () => {
  const range = { first: '2026-06-15', last: '2026-06-15', stepMs: hourMs, meaning: 'instant' } as const;
  expect(cutDays([], 'Asia/Tokyo', range)).toMatchObject([{ date: '2026-06-15', steps: [], isWhole: false }]);
});
