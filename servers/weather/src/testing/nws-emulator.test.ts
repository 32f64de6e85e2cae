import { request } from 'node:http';
import type { Emulator } from '@patchbay/emulators/nws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startNws } from './emulators.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startNws({ now: () => new Date('2026-03-15T13:20:00Z') });
});

afterEach(async () => {
  await emulator.close();
});

test('the links of a point lead back to the emulator', async () => {
  const point = await fetch(`${emulator.url}/points/40.7128,-74.006`, { headers: { 'user-agent': 'probe' } });
  expect(point.headers.get('content-type')).toBe('application/geo+json');
  const body: unknown = await point.json();
  expect(body).toMatchObject({ properties: { forecast: expect.stringContaining(emulator.url) } });
  const link = String(Reflect.get(Object(Reflect.get(Object(body), 'properties')), 'forecast'));
  expect((await fetch(link)).status).toBe(200);
  expect(emulator.requests.map(({ api }) => api)).toEqual(['points', 'gridpoints']);
});

test('a request without a User-Agent is denied', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request(`${emulator.url}/alerts/active`, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on('error', reject)
    .end();
  expect(await promise).toBe(403);
});

test('faults hit one part of the service', async () => {
  emulator.fault({ kind: 'overloaded' }, { api: 'alerts' });
  expect((await fetch(`${emulator.url}/alerts/active?area=TX`)).status).toBe(503);
  expect((await fetch(`${emulator.url}/points/51.5,-0.12`)).status).toBe(404);
});
