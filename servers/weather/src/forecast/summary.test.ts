import { expect, test } from 'vitest';
import type { AlertsRead } from '../alerts/alert-report.ts';
import { london, readingOf } from '../series/report.fixture.ts';
import type { PointSeries, Reading } from '../series/series.ts';
import { weatherColumns } from './risk-hours.ts';
import { type SummaryParts, summarise } from './summary.ts';

const now = new Date('2026-07-15T12:00:00Z');
const current = { time: '2026-07-15T13:00', values: { temperature_2m: 20 }, units: { temperature_2m: '°C' } };
const today = { units: 'metric', hours: undefined } as const;

/** Hours of today and tomorrow in London, calm but for what is said of one of them. */
const calm = [1, 15, 60, 14, 0, 0, 10, 20, 20_000, 3];
function hoursWith(change: Readonly<Record<string, number | null>> = {}): PointSeries['hourly'] {
  const time = Array.from({ length: 48 }, (_, hour) =>
    new Date(Date.parse('2026-07-15T00:00Z') + hour * 3_600_000).toISOString().slice(0, 16),
  );
  const values = weatherColumns.map((column, index) => [
    column,
    time.map((_, hour) => (hour === 40 && column in change ? (change[column] ?? null) : (calm[index] ?? 0))),
  ]);
  return { time, values: Object.fromEntries(values), units: {} };
}

const air = readingOf({
  hourly: {
    time: hoursWith()?.time ?? [],
    values: { us_aqi: Array(48).fill(40) },
    units: {},
  },
});
const quiet = {
  value: { coverage: 'official', statement: 'No warning.', alerts: [] },
  source: 'a test',
  fetched_at: '2026-07-15T12:00:00Z',
} satisfies Reading<AlertsRead>;

function summaryOf(parts: Partial<PointSeries>, others: Partial<SummaryParts> = {}) {
  const reading = readingOf({ current, ...parts });
  return summarise(london, today, { reading, air, alerts: quiet, now, ...others });
}

test('nothing is notable only where everything was looked at', () => {
  const { risks, not_checked, summary } = summaryOf({ hourly: hoursWith() });
  expect({ risks, not_checked }).toEqual({ risks: [], not_checked: [] });
  expect(summary).toContain('No notable risk');
});

test.each([
  ['a missing source of air', { air: undefined }, 'air quality (it could not be read)'],
  ['missing warnings', { alerts: undefined }, 'official warnings (they could not be read'],
  [
    'an authority that nobody asked',
    { alerts: { ...quiet, value: { ...quiet.value, coverage: 'none' } } },
    'official warnings (no warning service of this place is connected)',
  ],
  [
    'unreadable warnings',
    { alerts: { ...quiet, value: { ...quiet.value, unreadable: 2 } } },
    'official warnings in 2 unreadable messages',
  ],
  ['old warnings', { alerts: { ...quiet, stale_s: 2400 } }, 'official warnings of the last 40 minutes'],
  ['old air', { air: { ...air, stale_s: 14_400 } }, 'air quality but by a forecast of 4 hours ago'],
] satisfies [string, Partial<SummaryParts>, string][])('%s is no clearance', (_, others, words) => {
  const { not_checked, summary } = summaryOf({ hourly: hoursWith() }, others);
  expect(not_checked.join()).toContain(words);
  expect(summary).toContain('NOT CHECKED, so no all-clear');
  expect(summary).not.toContain('No notable risk');
});

test('an hour without gusts is told, whatever else is known', () => {
  const { not_checked, summary } = summaryOf({ hourly: hoursWith({ wind_gusts_10m: null }) });
  expect(not_checked).toEqual(['gusts (no data for 1 h)']);
  expect(summary).not.toContain('No notable risk');
});

test('a risk is told with its day, value and hours', () => {
  expect(summaryOf({ hourly: hoursWith({ wind_gusts_10m: 61 }) }).risks).toEqual([
    'tomorrow: strong gusts (61 km/h, 16–17 h)',
  ]);
  expect(summaryOf({ hourly: hoursWith({ weather_code: 66 }) }).risks).toEqual([
    'tomorrow: ice: light freezing rain (16–17 h)',
  ]);
});

test('what is dangerous now is told, though the hours do not have it', () => {
  const freezing = { ...current, values: { ...current.values, weather_code: 67 } };
  const report = summaryOf({ current: freezing, hourly: hoursWith() });
  expect(report.risks).toEqual(['now: ice: heavy freezing rain']);
  const hourly = hoursWith();
  const codes = hourly?.time.map((time) => (time === '2026-07-15T12:00' ? 67 : 1)) ?? [];
  const series = { ...hourly, values: { ...hourly?.values, weather_code: codes } };
  expect(
    summaryOf({ current: freezing, hourly: { time: [], units: {}, ...series }, utc_offset_seconds: 0 }).risks,
  ).toEqual(['today: ice: heavy freezing rain (13–14 h)']);
});

test('a summary of little data says what is missing', () => {
  const report = summaryOf({}, { alerts: undefined, air: undefined });
  expect(report).toMatchObject({ alert_coverage: 'unknown', alerts: [], risks: [] });
  expect(report.not_checked).toContainEqual(
    expect.stringMatching(/^ice, thunderstorms, gusts.*\(no data\)$/),
  );
  expect(report.summary).toContain('Today: the forecast is missing. Tomorrow: the forecast is missing.');
  expect(report.summary).toContain('feels like missing');
  expect(report.summary).not.toContain('No notable risk');
});

test('a value that is missing does not hide those that are there', () => {
  const daily = {
    time: ['2026-07-15'],
    values: { temperature_2m_max: [25] },
    units: { temperature_2m_max: '°C' },
  };
  const { summary } = summaryOf({ daily });
  expect(summary).toContain('Today (2026-07-15): missing, missing to 25 °C, precipitation missing');
});

test('warnings are risks, with their severity and end', () => {
  const alert = {
    alert_id: '1',
    event: 'Flood Watch',
    severity: 'severe',
    urgency: 'Future',
    certainty: 'Possible',
    headline: 'Flood Watch',
    area: 'City',
    ends: '2026-07-16T06:00:00+01:00',
    sender: 'An authority',
  } as const;
  const alerts = { ...quiet, value: { ...quiet.value, statement: 'One warning.', alerts: [alert] } };
  const report = summaryOf({ hourly: hoursWith() }, { alerts });
  expect(report.alerts).toEqual(['Flood Watch (severe) until 2026-07-16T06:00:00+01:00']);
  expect(report.risks).toEqual(['official warning: Flood Watch (severe) until 2026-07-16T06:00:00+01:00']);
  expect(report.summary).toContain('Notable: official warning: Flood Watch');
  expect(report.summary).toContain('One warning.');
});
