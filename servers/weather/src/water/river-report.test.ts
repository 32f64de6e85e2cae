import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import type { PointSeries } from '../series/series.ts';
import { riverQuery, riverReport } from './river-report.ts';

const series = (flow: number, parts: Partial<PointSeries> = {}): PointSeries[] => [
  ...readingOf({
    daily: { time: ['2026-07-15', '2026-07-16'], values: { river_discharge: [flow, flow * 2] }, units: {} },
    ...parts,
  }).value,
];
const reading = (...value: PointSeries[]) => ({ ...readingOf({}), value });

test('a flow is told against the mean of its own cell', () => {
  const years = reading(...series(40));
  expect(riverReport(london, reading(...series(90)), years)?.notice).toContain(
    'Mean of this cell in 2011–2020: 60 m³/s; the peak is 3 times that.',
  );
});

test('a cell that misses its river says so and where the river runs', () => {
  const others = [series(3), series(2100, { latitude: 51.55, longitude: -0.05 }), series(0)].flat();
  const notice = riverReport(london, reading(...series(1), ...others), reading(...series(0.8)))?.notice;
  expect(notice).toContain('So small a mean is a brook');
  expect(notice).toContain('The cell at "51.55,-0.05" carries 3150 m³/s');
});

test('a neighbour of the same order is not named', () => {
  const notice = riverReport(london, reading(...series(100), ...series(300)), reading(...series(90)))?.notice;
  expect(notice).not.toContain('The cell at');
});

test('without the mean nothing is called high or low', () => {
  expect(riverReport(london, reading(...series(1)), undefined)?.notice).toContain('could not be read');
});

test('a cell without values has no report', () => {
  const empty = { daily: { time: ['2026-07-15'], values: {}, units: {} } };
  expect(riverReport(london, reading(...series(1, empty)), undefined)).toBeUndefined();
});

test('the eight cells around are asked with that of the place first, on the globe', () => {
  const period = { start: '2026-07-15', end: '2026-07-15', days: 1 };
  const { points } = riverQuery({ ...london, latitude: 89.99, longitude: 179.99 }, period, '2026-07-15');
  expect(points).toHaveLength(9);
  expect(points[0]).toMatchObject({ latitude: 89.99, longitude: 179.99 });
  for (const { latitude, longitude } of points) {
    expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
    expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
  }
});
