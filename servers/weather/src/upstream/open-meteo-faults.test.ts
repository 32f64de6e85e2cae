import { inspect } from 'node:util';
import type { Fault } from '@patchbay/emulators/open-meteo';
import { expect, test } from 'vitest';
import type { SeriesQuery } from '../series/series.ts';
import { failureOf, startEmulated } from './emulated.fixture.ts';

const query: SeriesQuery = {
  points: [{ latitude: 48.85, longitude: 2.35 }],
  hourly: ['temperature_2m'],
  forecast_days: 1,
};

test.each<[Fault, string]>([
  [{ kind: 'overloaded' }, 'unavailable'],
  [{ kind: 'html' }, 'unavailable'],
  [{ kind: 'reset' }, 'network_error'],
  [{ kind: 'truncated_json' }, 'unavailable'],
  [{ kind: 'wrong_shape' }, 'unavailable'],
  [{ kind: 'rate_limited', window: 'minutely' }, 'rate_limited'],
  [{ kind: 'rate_limited', window: 'concurrent' }, 'rate_limited'],
])('%j ends as %s', async (fault, code) => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault(fault);
  const failure = await failureOf(deps.weather.series('forecast', query, { signal }));
  expect(failure).toMatchObject({ code, retryable: true });
});

test('an upstream that hangs is given up', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault({ kind: 'hang' });
  const failure = await failureOf(deps.weather.series('forecast', query, { signal }));
  expect(failure.code).toBe('timeout');
});

test('one reset is made good by one retry', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  openMeteo.fault({ kind: 'reset' }, { times: 1 });
  await expect(deps.weather.series('forecast', query, { signal })).resolves.toBeDefined();
  expect(openMeteo.requests).toHaveLength(2);
});

test.each([
  ['minutely', 50_000],
  ['hourly', 3_590_000],
  ['daily', 12 * 3_600_000 - 10_000],
] as const)('a %s 429 costs one request, and none follows until the window resets', async (window, wait) => {
  const { deps, openMeteo, signal, advance } = await startEmulated();
  const end = openMeteo.fault({ kind: 'rate_limited', window, retryAfterSeconds: 0 });
  const first = await failureOf(deps.weather.series('forecast', query, { signal }));
  end();
  const second = await failureOf(deps.weather.series('marine', query, { signal }));
  expect([first.retryAfterMs, second.retryAfterMs]).toEqual([wait, wait]);
  expect(openMeteo.requests).toHaveLength(1);
  advance(wait);
  await expect(deps.weather.series('forecast', query, { signal })).resolves.toBeDefined();
});

test('a refused request is booked as one call, an answered one with its cost', async () => {
  const { deps, signal } = await startEmulated();
  const points = Array.from({ length: 5 }, (_, index) => ({ latitude: index, longitude: index }));
  await failureOf(deps.weather.series('forecast', { ...query, points, hourly: ['nonsense'] }, { signal }));
  expect(deps.status.quota()[0]?.used).toBe(1);
  await deps.weather.series('forecast', { ...query, points }, { signal });
  expect(deps.status.quota()[0]?.used).toBe(6);
});

test('our own ledger refuses before the upstream has to, and an old answer stands in', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated({ WEATHER_QUOTA_HOUR: '3' });
  const at = (latitude: number): SeriesQuery => ({ ...query, points: [{ latitude, longitude: 0 }] });
  for (const latitude of [1, 2, 3]) await deps.weather.series('forecast', at(latitude), { signal });
  const failure = await failureOf(deps.weather.series('forecast', at(4), { signal }));
  expect(failure.message).toBe(
    'This request costs 1 call of the Open-Meteo quota, and 0 of 3 are left this hour.',
  );
  expect(openMeteo.requests).toHaveLength(3);
  advance(40 * 60_000);
  expect(await deps.weather.series('forecast', at(1), { signal })).toMatchObject({ stale_s: 2_400 });
});

test.each([400, 401, 403, 429, 500])(
  'nothing of what an upstream says with %d reaches a caller',
  async (status) => {
    const { deps, openMeteo, signal } = await startEmulated();
    openMeteo.fault({ kind: 'canary', secret: 'canary-7f3a', status });
    const failure = await failureOf(deps.weather.series('forecast', query, { signal }));
    const told = JSON.stringify([failure.message, failure.hint, failure.details, failure.code]);
    expect(told).not.toContain('canary-7f3a');
  },
);

test('the key goes out with the request and nowhere else', async () => {
  const key = 'key-canary-91c2';
  const { deps, openMeteo, signal, logged } = await startEmulated(
    { WEATHER_OPEN_METEO_API_KEY: key },
    { apiKeys: [key] },
  );
  await deps.weather.series('forecast', query, { signal });
  expect(openMeteo.requests[0]?.query.get('apikey')).toBe(key);
  openMeteo.fault({ kind: 'reset' });
  const failure = await failureOf(
    deps.weather.series('flood', { ...query, daily: ['river_discharge'] }, { signal }),
  );
  const seen = inspect([failure, deps.status.upstreams(), logged], { depth: 10 });
  expect(logged.length).toBeGreaterThan(0);
  expect(seen).not.toContain(key);
});

test('a key that is refused is the operator’s to correct', async () => {
  const { deps, signal } = await startEmulated(
    { WEATHER_OPEN_METEO_API_KEY: 'wrong' },
    { apiKeys: ['right'] },
  );
  const failure = await failureOf(deps.weather.series('forecast', query, { signal }));
  expect(failure).toMatchObject({ code: 'unavailable', retryable: false });
  expect(failure.hint).toContain('WEATHER_OPEN_METEO_API_KEY');
});
