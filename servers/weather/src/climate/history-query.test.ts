import { expect, test } from 'vitest';
import { type HistoryQuery, historyRows, historyTable } from './history-query.ts';

const london: HistoryQuery = {
  latitude: 51.509,
  timezone: 'Europe/London',
  longitude: -0.126,
  start: '2024-01-01',
  end: '2024-01-31',
  grain: 'day',
  variables: ['temperature_max', 'precipitation'],
  units: 'metric',
};

const daily = {
  time: ['2024-01-30', '2024-01-31', '2024-02-01'],
  values: { temperature_2m_max: [4, 6, null], precipitation_sum: [0.26, null, 1] },
  units: {},
};

test('months say how many of their days the question covers, and what became of those', () => {
  expect(historyRows({ ...london, grain: 'month' }, daily)).toEqual([
    { period: '2024-01', days: 2, temperature_max_mean: 5, precipitation_total: 0.3 },
    { period: '2024-02', days: 1, temperature_max_mean: null, precipitation_total: 1 },
  ]);
});

test('the file has units in its titles, and gaps where the archive has none', () => {
  expect(historyTable(london, historyRows(london, daily))).toEqual([
    { period: '2024-01-30', 'temperature_max (°C)': 4, 'precipitation (mm)': 0.3 },
    { period: '2024-01-31', 'temperature_max (°C)': 6, 'precipitation (mm)': null },
    { period: '2024-02-01', 'temperature_max (°C)': null, 'precipitation (mm)': 1 },
  ]);
});

test('the file of longer rows says how they came about', () => {
  const query = { ...london, grain: 'month' } as const;
  expect(historyTable(query, historyRows(query, daily))).toEqual([
    { period: '2024-01', days: 2, 'temperature_max_mean (°C)': 5, 'precipitation_total (mm)': 0.3 },
    { period: '2024-02', days: 1, 'temperature_max_mean (°C)': null, 'precipitation_total (mm)': 1 },
  ]);
});
