import { expect, test } from 'vitest';
import { foldedName, foldValues, metricColumn, metrics, roundMetric } from './metric.ts';

test('seconds of sunshine become hours, and what is no number a gap', () => {
  const columns = { time: ['a', 'b', 'c'], values: { sunshine_duration: [7200, null, 'x'] }, units: {} };
  expect(metricColumn(columns, metrics.sunshine)).toEqual([2, null, null]);
});

test('a column that the upstream left out is all gaps', () => {
  expect(metricColumn({ time: ['a', 'b'], values: {}, units: {} }, metrics.humidity)).toEqual([null, null]);
});

test('values fold by their rule, gaps left out', () => {
  expect(foldValues([1, null, 3], 'sum')).toBe(4);
  expect(foldValues([1, null, 3], 'mean')).toBe(2);
  expect(foldValues([-1, null, -3], 'max')).toBe(-1);
  expect(foldValues([null], 'sum')).toBeNull();
});

test('inches keep more decimals than millimetres', () => {
  expect(roundMetric(0.126, metrics.precipitation, 'imperial')).toBe(0.13);
  expect(roundMetric(0.126, metrics.precipitation, 'metric')).toBe(0.1);
  expect(roundMetric(null, metrics.precipitation, 'metric')).toBeNull();
});

test('a quantity over several days is named after what they became', () => {
  const named = (['temperature_min', 'temperature_mean', 'precipitation', 'wind_speed'] as const).map(
    (name) => foldedName(name, metrics[name].fold),
  );
  expect(named).toEqual([
    'temperature_min_mean',
    'temperature_mean',
    'precipitation_total',
    'wind_speed_max',
  ]);
});
