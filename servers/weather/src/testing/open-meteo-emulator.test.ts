import type { Emulator } from '@patchbay/emulators/open-meteo';
import { afterEach, expect, test } from 'vitest';
import { type StartOpenMeteo, startOpenMeteo } from './emulators.ts';
import { testPlaces } from './places.ts';

const NOW = '2026-03-15T13:20:30Z';
const LONDON = '/v1/forecast?latitude=51.5&longitude=-0.12&hourly=temperature_2m';

let running: Emulator | undefined;

async function start(options: StartOpenMeteo = {}): Promise<Emulator> {
  running = await startOpenMeteo({ now: () => new Date(NOW), ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
});

async function getJson(emulator: Emulator, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(emulator.url + path);
  return { status: response.status, body: await response.json() };
}

test('one origin serves every host by its path', async () => {
  const emulator = await start();
  const point = 'latitude=51.5&longitude=-0.12';
  const paths = [
    `/v1/forecast?${point}`,
    `/v1/archive?${point}&start_date=2025-01-01&end_date=2025-01-02`,
    `/v1/air-quality?${point}`,
    `/v1/marine?${point}`,
    `/v1/ensemble?${point}`,
    `/v1/climate?${point}&start_date=2025-01-01&end_date=2025-01-02`,
    `/v1/flood?${point}`,
    `/v1/elevation?${point}`,
    '/v1/search?name=London',
    '/v1/get?id=2643743',
  ];
  const answers = await Promise.all(paths.map((path) => getJson(emulator, path)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  expect(emulator.requests.map(({ api }) => api).sort()).toEqual([
    'air-quality',
    'archive',
    'climate',
    'elevation',
    'ensemble',
    'flood',
    'forecast',
    'geocoding',
    'geocoding',
    'marine',
  ]);
  expect(await getJson(emulator, '/v1/nothing')).toEqual({
    status: 404,
    body: { error: true, reason: 'Not Found' },
  });
});

test('GET, a posted form and posted JSON answer alike', async () => {
  const emulator = await start();
  const query = { latitude: '51.5,40', longitude: '-0.12,-74', hourly: 'temperature_2m,rain' };
  const get = await fetch(`${emulator.url}/v1/forecast?${new URLSearchParams(query)}`);
  const form = await fetch(`${emulator.url}/v1/forecast`, {
    method: 'POST',
    body: new URLSearchParams(query),
  });
  const json = await fetch(`${emulator.url}/v1/forecast`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      latitude: [51.5, 40],
      longitude: [-0.12, -74],
      hourly: ['temperature_2m', 'rain'],
    }),
  });
  const expected: unknown = await get.json();
  expect(await form.json()).toEqual(expected);
  expect(await json.json()).toEqual(expected);
});

test('requests are captured with their parameters and headers, and forgotten at reset', async () => {
  const emulator = await start();
  await fetch(emulator.url + LONDON, { headers: { 'user-agent': 'probe/1' } });
  const [request] = emulator.requests;
  expect(request).toMatchObject({ method: 'GET', path: '/v1/forecast', api: 'forecast' });
  expect(request?.query.get('hourly')).toBe('temperature_2m');
  expect(request?.headers['user-agent']).toBe('probe/1');
  emulator.reset();
  expect(emulator.requests).toEqual([]);
});

test('the places of tests hold the traps', () => {
  const named = (name: string): number => testPlaces.filter((place) => place.name === name).length;
  expect(named('Springfield')).toBeGreaterThanOrEqual(5);
  expect(named('Paris')).toBe(3);
  expect(named('Portland')).toBe(2);
  expect(testPlaces.some(({ latitude }) => latitude === 0)).toBe(true);
  expect(testPlaces.some(({ longitude }) => longitude === 0)).toBe(true);
  expect(testPlaces.some(({ longitude }) => longitude < -179)).toBe(true);
  expect(testPlaces.some(({ population }) => population === undefined)).toBe(true);
  expect(new Set(testPlaces.map(({ id }) => id)).size).toBe(testPlaces.length);
  expect(testPlaces.length).toBeGreaterThanOrEqual(58);
  for (const { timezone } of testPlaces) {
    expect(() => new Intl.DateTimeFormat('en', { timeZone: timezone })).not.toThrow();
  }
});

test('customer mode wants a known key, and not in a POST', async () => {
  const emulator = await start({ apiKeys: ['k1'] });
  expect((await getJson(emulator, LONDON)).status).toBe(401);
  expect((await getJson(emulator, `${LONDON}&apikey=other`)).status).toBe(400);
  expect((await getJson(emulator, `${LONDON}&apikey=k1`)).status).toBe(200);
  const post = await fetch(`${emulator.url}${LONDON}&apikey=k1`, { method: 'POST', body: '' });
  expect(post.status).toBe(403);
});

test('each window refuses with its own reason and opens again when the clock turns', async () => {
  let now = new Date(NOW);
  const emulator = await start({ now: () => now, limits: { minutely: 2, hourly: 3, daily: 4 } });
  const statuses = async (count: number): Promise<number[]> => {
    const found: number[] = [];
    for (let i = 0; i < count; i += 1) found.push((await getJson(emulator, LONDON)).status);
    return found;
  };
  expect(await statuses(2)).toEqual([200, 200]);
  expect(await getJson(emulator, LONDON)).toEqual({
    status: 429,
    body: { error: true, reason: 'Minutely API request limit exceeded. Please try again in one minute.' },
  });
  now = new Date('2026-03-15T13:21:00Z');
  expect(await getJson(emulator, LONDON)).toMatchObject({
    status: 429,
    body: { reason: 'Hourly API request limit exceeded. Please try again in the next hour.' },
  });
  now = new Date('2026-03-15T14:00:00Z');
  expect(await getJson(emulator, LONDON)).toMatchObject({
    status: 429,
    body: { reason: 'Daily API request limit exceeded. Please try again tomorrow.' },
  });
  now = new Date('2026-03-16T00:00:00Z');
  expect(await statuses(1)).toEqual([200]);
});

test('heavy requests cost their weight, and one beyond the hourly limit is a 400', async () => {
  const emulator = await start({ limits: true });
  const members =
    '/v1/ensemble?latitude=51.5&longitude=0&hourly=temperature_2m,rain&models=ecmwf_ifs025&forecast_days=7';
  const many = Array.from({ length: 59 }, () => '1').join(',');
  const heavy = members
    .replace('latitude=51.5', `latitude=${many}`)
    .replace('longitude=0', `longitude=${many}`);
  expect((await getJson(emulator, heavy)).status).toBe(429);
  expect((await getJson(emulator, members)).status).toBe(200);
  const decades = '/v1/archive?latitude=1&longitude=1&start_date=1940-01-01&end_date=2025-12-31&hourly=';
  const variables = [
    'temperature_2m',
    'rain',
    'snowfall',
    'cloud_cover',
    'pressure_msl',
    'wind_speed_10m',
  ].join(',');
  const tooHeavy = `${decades}${Array.from({ length: 4 }, () => variables).join(',')}`;
  expect((await getJson(emulator, tooHeavy)).status).toBe(400);
});

test('a sixth request at once is refused', async () => {
  const emulator = await start({ limits: true });
  emulator.fault({ kind: 'delay', ms: 80 });
  const statuses = await Promise.all(
    Array.from({ length: 6 }, async () => (await fetch(emulator.url + LONDON)).status),
  );
  expect(statuses.sort()).toEqual([200, 200, 200, 200, 200, 429]);
});
