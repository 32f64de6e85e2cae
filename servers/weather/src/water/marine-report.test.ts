import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import { marineReport } from './marine-report.ts';

const calm = { time: '2026-07-15T13:00', values: {}, units: {} };
const days = ['2026-07-15', '2026-07-16'];

test('a place without any sea has no report', () => {
  const daily = { time: days, values: {}, units: {} };
  expect(marineReport(london, readingOf({ current: calm, daily }))).toBeUndefined();
});

test('days without waves are named', () => {
  const temperature = { sea_surface_temperature_mean: [18, null] };
  const half = { time: days, values: { wave_height_max: [1.2, null], ...temperature }, units: {} };
  const none = { time: days, values: temperature, units: {} };
  expect(marineReport(london, readingOf({ current: calm, daily: half }))?.notice).toContain(
    'from 2026-07-16 on (1 of 2 days)',
  );
  expect(marineReport(london, readingOf({ current: calm, daily: none }))?.notice).toBe(
    'Waves are missing for every day.',
  );
});
