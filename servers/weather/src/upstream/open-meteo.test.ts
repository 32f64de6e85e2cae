import { expect, test } from 'vitest';
import type { SeriesQuery, WeatherApi } from '../series/series.ts';
import { failureOf, startEmulated } from './emulated.fixture.ts';

const paris = { latitude: 48.8534, longitude: 2.3488 };
const quick: SeriesQuery = { points: [paris], hourly: ['temperature_2m'], forecast_days: 1 };

test.each<[WeatherApi, Omit<SeriesQuery, 'points'>]>([
  [
    'forecast',
    { current: ['temperature_2m'], hourly: ['wind_speed_10m'], daily: ['rain_sum'], forecast_days: 2 },
  ],
  ['archive', { daily: ['precipitation_sum'], start_date: '2020-02-01', end_date: '2020-02-29' }],
  ['air_quality', { hourly: ['pm2_5', 'us_aqi'], forecast_days: 1 }],
  ['marine', { hourly: ['wave_height'], forecast_days: 1 }],
  ['ensemble', { hourly: ['temperature_2m'], models: ['icon_seamless'], forecast_days: 1 }],
  ['climate', { daily: ['temperature_2m_max'], start_date: '2040-01-01', end_date: '2040-01-31' }],
  ['flood', { daily: ['river_discharge'], forecast_days: 3 }],
])('reads %s with units, times and provenance', async (api, query) => {
  const { deps, signal } = await startEmulated();
  const at = api === 'marine' ? { latitude: 45, longitude: -15 } : paris;
  const reading = await deps.weather.series(api, { points: [at], ...query }, { signal });
  const [point] = reading.value;
  const sections = [point?.hourly, point?.daily].filter((section) => section !== undefined);
  expect(sections.length).toBeGreaterThan(0);
  for (const { time, values, units } of sections) {
    expect(Object.keys(values).length).toBeGreaterThan(0);
    expect(Object.keys(units)).toEqual(Object.keys(values));
    for (const column of Object.values(values)) expect(column).toHaveLength(time.length);
  }
  expect(reading).toMatchObject({
    source: 'Weather data by Open-Meteo.com (CC BY 4.0)',
    fetched_at: '2026-06-15T12:00:10.000Z',
  });
  expect(reading.stale_s).toBeUndefined();
});

test('several places are one request and come back in the order asked, around the globe', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  const points = [
    { latitude: 90, longitude: 0 },
    { latitude: -90, longitude: 180 },
    { latitude: 0, longitude: 0 },
    { latitude: -16.85, longitude: -179.97 },
    { latitude: -16.85, longitude: 179.97 },
  ];
  const { value } = await deps.weather.series('forecast', { ...quick, points }, { signal });
  expect(openMeteo.requests).toHaveLength(1);
  expect(value.map(({ latitude }) => Math.round(latitude))).toEqual([90, -90, 0, -17, -17]);
  for (const { hourly } of value) expect(hourly?.values['temperature_2m']).toHaveLength(24);
});

test('imperial units are asked for where the interface has them', async () => {
  const { deps, signal } = await startEmulated();
  const query: SeriesQuery = {
    ...quick,
    hourly: ['temperature_2m', 'wind_speed_10m', 'precipitation'],
    units: 'imperial',
  };
  const { value } = await deps.weather.series('forecast', query, { signal });
  expect(value[0]?.hourly?.units).toEqual({
    temperature_2m: '°F',
    wind_speed_10m: 'mp/h',
    precipitation: 'inch',
  });
});

test('the same question is answered from memory until it expires, a current one sooner than a forecast', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated();
  const current: SeriesQuery = { points: [paris], current: ['temperature_2m'] };
  const ask = async (): Promise<void> => {
    await deps.weather.series('forecast', quick, { signal });
    await deps.weather.series('forecast', current, { signal });
  };
  await ask();
  await ask();
  expect(openMeteo.requests).toHaveLength(2);
  advance(11 * 60_000);
  await ask();
  expect(openMeteo.requests).toHaveLength(3);
});

test('settled history is kept for weeks, recent history for hours', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated();
  const days = (start_date: string, end_date: string): SeriesQuery => ({
    points: [paris],
    daily: ['precipitation_sum'],
    start_date,
    end_date,
  });
  const ask = async (): Promise<void> => {
    await deps.weather.series('archive', days('2020-01-01', '2020-01-31'), { signal });
    await deps.weather.series('archive', days('2026-06-01', '2026-06-14'), { signal });
  };
  await ask();
  advance(7 * 3_600_000);
  await ask();
  expect(openMeteo.requests.map(({ query }) => query.get('end_date'))).toEqual([
    '2020-01-31',
    '2026-06-14',
    '2026-06-14',
  ]);
});

test('an old answer stands in, with its age, while the upstream is down', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated();
  const fresh = await deps.weather.series('forecast', quick, { signal });
  await openMeteo.close();
  advance(2 * 3_600_000);
  const old = await deps.weather.series('forecast', quick, { signal });
  expect(old).toMatchObject({ value: fresh.value, stale_s: 7_200, fetched_at: fresh.fetched_at });
  advance(12 * 3_600_000);
  expect(await failureOf(deps.weather.series('forecast', quick, { signal }))).toMatchObject({
    code: 'network_error',
  });
});

test('a column that the model does not have is absent', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault({ kind: 'undefined_unit_column' });
  const query: SeriesQuery = { ...quick, hourly: ['temperature_2m', 'rain'] };
  const { value } = await deps.weather.series('forecast', query, { signal });
  expect(Object.keys(value[0]?.hourly?.values ?? {})).toEqual(['rain']);
  expect(Object.keys(value[0]?.hourly?.units ?? {})).toEqual(['rain']);
});

test('a bare nan is a gap', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault({ kind: 'nan' });
  const { hourly = [] } = quick;
  const query = {
    points: [{ ...paris, timezone: 'UTC' }],
    hourly,
    start_date: '2026-06-15',
    end_date: '2026-06-15',
  };
  const { value } = await deps.weather.series('forecast', query, { signal });
  const [first, second] = value[0]?.hourly?.values['temperature_2m'] ?? [];
  expect(first).toBeNull();
  expect(second).toBeTypeOf('number');
});

test.each<[string, SeriesQuery, WeatherApi, RegExp]>([
  ['a misspelt variable', { ...quick, hourly: ['temperatur'] }, 'forecast', /variables: "temperatur"/],
  ['an unknown model', { ...quick, models: ['gfs_9000'] }, 'forecast', /models: "gfs_9000"/],
  [
    'a latitude off the globe',
    { ...quick, points: [{ latitude: 91, longitude: 0 }] },
    'forecast',
    /latitude/,
  ],
  [
    'a date before the record',
    { points: [paris], daily: ['rain_sum'], start_date: '1900-01-01', end_date: '1900-01-02' },
    'archive',
    /start date is outside .* 1940-01-01/,
  ],
  [
    'days and dates at once',
    { ...quick, start_date: '2026-06-15', end_date: '2026-06-16' },
    'forecast',
    /exclude/,
  ],
])('%s is told in our own words', async (_what, query, api, message) => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.weather.series(api, query, { signal }));
  expect(failure).toMatchObject({ code: 'validation_error', retryable: false });
  expect(failure.message).toMatch(message);
  expect(failure.hint).not.toBe('');
});

test.each<[string, SeriesQuery, WeatherApi]>([
  ['too many days ahead', { ...quick, forecast_days: 17 }, 'forecast'],
  ['too many past days', { ...quick, past_days: 93 }, 'forecast'],
  ['history without dates', { points: [paris], daily: ['rain_sum'] }, 'archive'],
  ['no place', { ...quick, points: [] }, 'forecast'],
  [
    'a period that ends before it starts',
    { points: [paris], daily: ['rain_sum'], start_date: '2020-02-01', end_date: '2020-01-01' },
    'archive',
  ],
  [
    'a span that no window could bear',
    { points: [paris], hourly: manyVariables(), start_date: '1940-01-01', end_date: '2025-01-01' },
    'archive',
  ],
])('%s is refused without asking', async (_what, query, api) => {
  const { deps, openMeteo, signal } = await startEmulated();
  expect(await failureOf(deps.weather.series(api, query, { signal }))).toMatchObject({
    code: 'validation_error',
  });
  expect(openMeteo.requests).toHaveLength(0);
});

function manyVariables(): string[] {
  return Array.from({ length: 40 }, (_, index) => `variable_${index}`);
}
