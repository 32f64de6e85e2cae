import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import { marineReport } from './marine-report.ts';

const calm = { time: '2026-07-15T13:00', values: {}, units: {} };
const days = ['2026-07-15', '2026-07-16'];

test('a place without any sea has no report', () => {
  const daily = { time: days, values: {}, units: {} };
  expect(marineReport(london, readingOf({ current: calm, daily }))).toBeUndefined();
});

test('the temperature of a day is the mean of its hours', () => {
  const daily = { time: days, values: { wave_height_max: [1.2, 1.3] }, units: { wave_height_max: 'm' } };
  const hourly = {
    time: ['2026-07-15T00:00', '2026-07-15T12:00', '2026-07-16T00:00'],
    values: { sea_surface_temperature: [18, 20, null] },
    units: { sea_surface_temperature: '°C' },
  };
  const report = marineReport(london, readingOf({ current: calm, daily, hourly }));
  expect(report?.days.map(({ sea_temperature }) => sea_temperature)).toEqual([19, null]);
  expect(report).toMatchObject({ cell_distance_km: 9 });
  expect(report).not.toHaveProperty('notice');
});

test('days without waves are named', () => {
  const hourly = {
    time: ['2026-07-15T00:00'],
    values: { sea_surface_temperature: [18] },
    units: {},
  };
  const half = { time: days, values: { wave_height_max: [1.2, null] }, units: {} };
  const none = { time: days, values: {}, units: {} };
  expect(marineReport(london, readingOf({ current: calm, daily: half, hourly }))?.notice).toContain(
    'from 2026-07-16 on (1 of 2 days)',
  );
  expect(marineReport(london, readingOf({ current: calm, daily: none, hourly }))?.notice).toBe(
    'Waves are missing for every day.',
  );
});
