import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import { windowLimits } from './window-question.ts';
import { windowReport } from './window-report.ts';

const time = ['2026-07-15T10:00', '2026-07-15T11:00', '2026-07-15T12:00'];
const mild = {
  is_day: [1, 1, 1],
  temperature_2m: [15, 16, 17],
  precipitation: [0, 0, 0],
  wind_speed_10m: [5, 5, 5],
};
const period = { start: '2026-07-15', end: '2026-07-15', days: 1 };
const now = new Date('2026-07-15T00:00:00Z');

function reportOf(values: Readonly<Record<string, readonly (number | null)[]>>) {
  const question = {
    ...windowLimits({ activity: 'running', units: 'metric' }),
    period,
    units: 'metric',
  } as const;
  const reading = readingOf({ hourly: { time, values, units: {} } });
  return windowReport(london, question, { reading, now });
}

test('a probability of rain that is missing everywhere is not judged, and the limits say so', () => {
  const report = reportOf(mild);
  expect(report?.found).toBe(true);
  expect(report?.limits).toContain('precipitation_chance up to 50 % (not judged: the source has none here)');
});

test('one that is missing in places fails there', () => {
  const report = reportOf({ ...mild, precipitation_probability: [10, null, null] });
  expect(report?.windows).toHaveLength(1);
  expect(report?.limits).toContain('precipitation_chance up to 50 %');
});

test('any other quantity that is missing lets nothing fit', () => {
  const { wind_speed_10m: _, ...windless } = mild;
  expect(reportOf(windless)?.found).toBe(false);
});
