import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sunBetween } from './sun.ts';

const event = z.string().nullable();
const vectors = z
  .object({
    days: z.array(z.tuple([z.string(), z.number(), z.number(), z.string(), z.string(), event, event])),
  })
  .parse(JSON.parse(readFileSync(new URL('sun-vectors.fixture.json', import.meta.url), 'utf8')));

const dayMs = 86_400_000;

test.each(vectors.days)('%s (%d, %d) on %s: the sun %s', (_, latitude, longitude, day, state, rise, set) => {
  const start = Date.parse(`${day}T00:00:00Z`) - (longitude / 360) * dayMs;
  const sun = sunBetween({ latitude, longitude }, start, start + dayMs);
  for (const [found, expected] of [
    [sun.rise, rise],
    [sun.set, set],
  ] as const) {
    expect(found === undefined).toBe(expected === null);
    if (found && expected) expect(Math.abs(found.getTime() - Date.parse(expected))).toBeLessThan(30_000);
  }
  expect(sun.stays === undefined ? 'rises' : `${sun.stays} all day`).toBe(state);
});

test.each([
  [69.65, 18.96, '2026-06-21', 'up', 86_400],
  [69.65, 18.96, '2026-12-21', 'down', 0],
  [90, 0, '2026-06-21', 'up', 86_400],
  [-90, 0, '2026-06-21', 'down', 0],
] as const)('at %d,%d on %s the sun stays %s', (latitude, longitude, day, stays, daylight_s) => {
  const start = Date.parse(`${day}T00:00:00Z`);
  const sun = sunBetween({ latitude, longitude }, start, start + dayMs);
  expect(sun).toEqual({ rise: undefined, set: undefined, stays, daylight_s });
});

test('a day whose sunset precedes its sunrise is light at both ends', () => {
  const start = Date.parse('2026-05-17T22:00:00Z');
  const sun = sunBetween({ latitude: 69.65, longitude: 18.96 }, start, start + dayMs);
  expect(sun.set?.getTime()).toBeLessThan(sun.rise?.getTime() ?? 0);
  expect(sun.daylight_s).toBeGreaterThan(23 * 3600);
  expect(sun.daylight_s).toBeLessThan(86_400);
});
