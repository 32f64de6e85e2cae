import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Emulator } from './open-meteo/index.ts';
import { startOpenMeteoEmulator } from './open-meteo/index.ts';
import { smallWorld } from './small-world.fixture.ts';

const FORECAST =
  '/v1/forecast?latitude=51.5&longitude=-0.12&hourly=temperature_2m,rain&current=temperature_2m';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startOpenMeteoEmulator({ world: smallWorld });
});

afterEach(async () => {
  await emulator.close();
});

async function get(
  path = FORECAST,
  signal?: AbortSignal,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(emulator.url + path, signal ? { signal } : {});
  return { status: response.status, text: await response.text(), headers: response.headers };
}

test('rate limits answer 429 with the reason of the window', async () => {
  emulator.fault({ kind: 'rate_limited', window: 'hourly', retryAfterSeconds: 7 });
  const { status, text, headers } = await get();
  expect(status).toBe(429);
  expect(JSON.parse(text)).toEqual({
    error: true,
    reason: 'Hourly API request limit exceeded. Please try again in the next hour.',
  });
  expect(headers.get('retry-after')).toBe('7');
});

test('a fault hits the API and the number of requests that it was given for', async () => {
  emulator.fault({ kind: 'overloaded' }, { api: 'forecast', times: 2 });
  const statuses: number[] = [];
  for (const path of ['/v1/search?name=Paris', FORECAST, FORECAST, FORECAST])
    statuses.push((await get(path)).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
});

test('a fault can be taken back, and reset takes all back', async () => {
  const undo = emulator.fault({ kind: 'overloaded' });
  undo();
  expect((await get()).status).toBe(200);
  emulator.fault({ kind: 'overloaded' });
  emulator.reset();
  expect((await get()).status).toBe(200);
});

test('a hanging request never answers, and closing releases it', async () => {
  emulator.fault({ kind: 'hang' });
  const impatient = new AbortController();
  const given = get(FORECAST, impatient.signal);
  await expect.poll(() => emulator.requests.length).toBe(1);
  impatient.abort();
  await expect(given).rejects.toThrow(/aborted/i);
  const hanging = get().then(
    () => 'answered',
    () => 'cut',
  );
  await expect.poll(() => emulator.requests.length).toBe(2);
  await emulator.close();
  expect(await hanging).toBe('cut');
});

test('a reset socket fails the request', async () => {
  emulator.fault({ kind: 'reset' }, { times: 1 });
  await expect(get()).rejects.toThrow();
  expect((await get()).status).toBe(200);
});

test('a dripping answer arrives whole, in many pieces', async () => {
  const expected = (await get('/v1/elevation?latitude=1&longitude=1')).text;
  emulator.fault({ kind: 'slow_drip', bytes: 4, everyMs: 5 });
  const response = await fetch(`${emulator.url}/v1/elevation?latitude=1&longitude=1`);
  const pieces: string[] = [];
  for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString());
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join('')).toBe(expected);
});

test('truncated JSON and a bare nan do not parse', async () => {
  emulator.fault({ kind: 'truncated_json' }, { times: 1 });
  const cut = await get();
  expect(cut.status).toBe(200);
  expect(() => JSON.parse(cut.text)).toThrow();
  emulator.fault({ kind: 'nan' }, { times: 1 });
  const nan = await get();
  expect(nan.text).toMatch(/[:[,]nan[,\]}]/);
  expect(() => JSON.parse(nan.text)).toThrow();
  expect(() => JSON.parse(nan.text.replace(/nan/g, 'null'))).not.toThrow();
});

test('zero fields vanish while zeros in columns stay', async () => {
  emulator.fault({ kind: 'missing_zero_fields' });
  const body: unknown = JSON.parse((await get()).text);
  expect(Object.keys(Object(body))).not.toContain('utc_offset_seconds');
  expect(body).toMatchObject({ hourly: { rain: expect.arrayContaining([0]) } });
});

test('the wrong shape is valid JSON with other types', async () => {
  emulator.fault({ kind: 'wrong_shape' });
  const body: unknown = JSON.parse((await get()).text);
  expect(body).toMatchObject({ latitude: 'about 51.5', hourly: { time: { 0: '2026-03-15T00:00' } } });
});

test('an undefined column is all null', async () => {
  emulator.fault({ kind: 'undefined_unit_column' });
  const body: unknown = JSON.parse((await get()).text);
  expect(body).toMatchObject({
    hourly_units: { temperature_2m: 'undefined', rain: 'mm' },
    hourly: { temperature_2m: Array.from({ length: 168 }, () => null) },
    current: { temperature_2m: null },
  });
});

test('a proxy answers with an HTML page', async () => {
  emulator.fault({ kind: 'html' });
  const { status, text, headers } = await get();
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 502, type: 'text/html' });
  expect(text).toContain('<html>');
});

test('a canary is in the reason, the body and the headers', async () => {
  emulator.fault({ kind: 'canary', secret: 'SECRET-42', status: 500 });
  const { status, text, headers } = await get();
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({
    error: true,
    reason: expect.stringContaining('SECRET-42'),
    detail: 'SECRET-42',
  });
  expect(headers.get('x-backend-trace')).toBe('SECRET-42');
});

test('a fault can let requests pass first', async () => {
  emulator.fault({ kind: 'overloaded' }, { after: 1, times: 1 });
  const statuses: number[] = [];
  for (let call = 0; call < 3; call += 1) statuses.push((await get()).status);
  expect(statuses).toEqual([200, 503, 200]);
});
