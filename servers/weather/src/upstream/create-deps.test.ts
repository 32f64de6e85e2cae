import { testSetup } from '@patchbay/testkit';
import { expect, test } from 'vitest';
import { weatherConfig } from '../config.ts';
import { openWeatherDeps } from './create-deps.ts';
import { failureOf, startEmulated, testTelemetry } from './emulated.fixture.ts';

const { signal } = new AbortController();

async function configured(env: Readonly<Record<string, string>>, demo = false) {
  const opened = await openWeatherDeps(testSetup(weatherConfig.parse(env), { demo, ...testTelemetry() }));
  return { ...opened.ports, ...opened };
}

test('commercial use without a key or hosts of one’s own is refused, naming the setting', async () => {
  await expect(configured({ WEATHER_COMMERCIAL_USE: 'true' })).rejects.toThrow('WEATHER_OPEN_METEO_API_KEY');
  await expect(
    configured({ WEATHER_COMMERCIAL_USE: 'true', WEATHER_OPEN_METEO_API_KEY: 'k' }),
  ).resolves.toBeDefined();
  await expect(
    configured({ WEATHER_COMMERCIAL_USE: 'true', WEATHER_PROVIDER: 'demo' }),
  ).resolves.toBeDefined();
});

test('health is unknown before the first call and known after a probe', async () => {
  const { deps } = await startEmulated();
  expect(await deps.health({ probe: false, signal })).toEqual([
    { name: 'open-meteo', required: true, status: 'unknown' },
    { name: 'nws', required: false, status: 'unknown' },
  ]);
  expect(await deps.health({ probe: true, signal })).toEqual([
    { name: 'open-meteo', required: true, status: 'up' },
    { name: 'nws', required: false, status: 'up' },
  ]);
});

test('an upstream that never answered is down, and the report says what the operator should check', async () => {
  const { deps, openMeteo, nws } = await startEmulated();
  await Promise.all([openMeteo.close(), nws.close()]);
  const [main, alerts] = await deps.health({ probe: true, signal });
  expect(main).toMatchObject({
    status: 'down',
    detail: expect.stringContaining('WEATHER_OPEN_METEO_URL'),
  });
  expect(alerts).toMatchObject({ required: false, detail: expect.stringContaining('WEATHER_NWS_URL') });
});

test('an open circuit of the forecast is an outage', async () => {
  const { deps, openMeteo } = await startEmulated();
  await openMeteo.close();
  for (let attempt = 0; attempt < 3; attempt += 1) await deps.health({ probe: true, signal });
  expect((await deps.health({ probe: false, signal }))[0]?.status).toBe('down');
  expect(deps.status.upstreams()[0]).toMatchObject({ name: 'Open-Meteo forecast', circuit: 'open' });
});

test('a spent quota degrades and says until when', async () => {
  const { deps } = await startEmulated({ WEATHER_QUOTA_DAY: '1' });
  await deps.health({ probe: true, signal });
  const [main] = await deps.health({ probe: false, signal });
  expect(main).toMatchObject({
    status: 'degraded',
    detail: expect.stringContaining('2026-06-16T00:00:00.000Z'),
  });
});

test('the status lists every upstream with its cache', async () => {
  const { deps } = await startEmulated();
  const query = { points: [{ latitude: 1, longitude: 1 }], current: ['temperature_2m'] };
  await deps.weather.series('forecast', query, { signal });
  await deps.weather.series('forecast', query, { signal });
  expect(deps.status.upstreams()).toHaveLength(9);
  expect(deps.status.upstreams()[0]).toMatchObject({ status: 'up', cache_entries: 1, cache_hit_rate: 0.5 });
  expect(deps.status.provider).toBe('open-meteo');
});

test('closed ports answer nothing more', async () => {
  const { deps } = await startEmulated();
  await deps.close();
  const query = { points: [{ latitude: 1, longitude: 1 }], current: ['temperature_2m'] };
  expect((await failureOf(deps.weather.series('forecast', query, { signal }))).code).toBe('unavailable');
});

test('the demo answers every port without a network and says that it is synthetic', async () => {
  const deps = await configured({}, true);
  const place = await deps.places.resolve('Springfield, IL', { signal });
  const weather = await deps.weather.series(
    'forecast',
    { points: [place], daily: ['temperature_2m_max'], forecast_days: 3 },
    { signal },
  );
  expect(weather.source).toBe('SYNTHETIC demo data, not real weather');
  expect(weather.value[0]?.timezone).toBe('America/Chicago');
  expect(weather.value[0]?.daily?.time).toHaveLength(3);
  const alerts = await deps.alerts.active(place, { signal });
  expect(alerts).toMatchObject({
    source: expect.stringContaining('SYNTHETIC'),
    value: { coverage: 'official' },
  });
  expect(deps.status.provider).toBe('demo');
  expect(await deps.health({ probe: true, signal })).toMatchObject([{ status: 'up' }]);
});

test('a search in the demo gives each place once', async () => {
  const deps = await configured({ WEATHER_PROVIDER: 'demo' });
  for (const name of ['London', 'Springfield', 'Grenada']) {
    const { value } = await deps.places.search(name, { signal: new AbortController().signal, limit: 10 });
    const ids = value.map(({ city_id }) => city_id);
    expect(new Set(ids).size, name).toBe(ids.length);
  }
});

test('the demo refuses in the same words as the live service', async () => {
  const deps = await configured({ WEATHER_PROVIDER: 'demo' });
  const query = { points: [{ latitude: 1, longitude: 1 }], hourly: ['nonsense'] };
  const failure = await failureOf(deps.weather.series('forecast', query, { signal }));
  expect(failure).toMatchObject({ code: 'validation_error', message: expect.stringContaining('"nonsense"') });
});

test('the demo gives the same weather for the same seed', async () => {
  const read = async (seed: string) => {
    const deps = await configured({ WEATHER_PROVIDER: 'demo', WEATHER_DEMO_SEED: seed });
    const query = {
      points: [{ latitude: 51.5, longitude: -0.1 }],
      daily: ['temperature_2m_max'],
      start_date: '2020-01-01',
      end_date: '2020-01-10',
    };
    return (await deps.weather.series('archive', query, { signal })).value;
  };
  expect(await read('1')).toEqual(await read('1'));
  expect(await read('1')).not.toEqual(await read('2'));
});
