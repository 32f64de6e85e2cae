import type { Fault } from '@patchbay/emulators/open-meteo';
import { createLogger } from '@patchbay/observability';
import { memoryLog } from '@patchbay/observability/testing';
import { createRuntime, startHttp } from '@patchbay/serve/testing';
import { openClient } from '@patchbay/testkit';
import { describe, expect, test } from 'vitest';
import { server } from './server.ts';
import { connectWeather, testNow } from './testing/connect-weather.ts';
import { startNws, startOpenMeteo } from './testing/emulators.ts';

const canary = 'canary-4b1f-upstream-secret';

const faults: readonly { readonly fault: Fault; readonly code: string; readonly retryable: boolean }[] = [
  { fault: { kind: 'rate_limited', window: 'minutely' }, code: 'rate_limited', retryable: true },
  { fault: { kind: 'rate_limited', window: 'hourly' }, code: 'rate_limited', retryable: true },
  { fault: { kind: 'rate_limited', window: 'daily' }, code: 'rate_limited', retryable: true },
  { fault: { kind: 'overloaded' }, code: 'unavailable', retryable: true },
  { fault: { kind: 'hang' }, code: 'timeout', retryable: true },
  { fault: { kind: 'slow_drip', bytes: 1, everyMs: 50 }, code: 'timeout', retryable: true },
  { fault: { kind: 'reset' }, code: 'network_error', retryable: true },
  { fault: { kind: 'truncated_json' }, code: 'unavailable', retryable: true },
  { fault: { kind: 'html' }, code: 'unavailable', retryable: true },
  { fault: { kind: 'wrong_shape' }, code: 'unavailable', retryable: true },
  { fault: { kind: 'canary', secret: canary, status: 400 }, code: 'validation_error', retryable: false },
  { fault: { kind: 'canary', secret: canary, status: 500 }, code: 'unavailable', retryable: true },
];

describe.concurrent('a fault of the upstream', () => {
  test.each(faults)(
    '$fault.kind ends in $code with a hint and without a leak',
    async ({ fault, code, retryable }) => {
      const sink = memoryLog();
      const log = createLogger({
        level: 'trace',
        name: 'weather',
        version: '0.0.0',
        destination: sink.destination,
      });
      await using mcp = await connectWeather({ log });
      mcp.openMeteo.fault(fault, { api: 'forecast' });
      const answer = await mcp.call('get_current_weather', { location: 'london' });
      expect(answer).toMatchObject({ isError: true, code, error: { retryable } });
      expect(answer.error?.['hint']).toMatch(/\w+ \w+/);
      const everything = JSON.stringify([answer, sink.text()]);
      expect(everything).not.toContain(canary);
      expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|\/v1\/|ECONN|undici|<html/i);
    },
  );
});

test('numbers that are not numbers are missing, not zero', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'nan' }, { api: 'forecast' });
  const answer = await mcp.call('get_current_weather', { location: 'london' });
  expect(answer.isError).toBe(false);
  expect(answer.text).toContain('missing');
  expect(answer.text).not.toMatch(/nan/i);
});

test('zeros that the geocoder leaves out are zeros', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'missing_zero_fields' }, { api: 'geocoding' });
  const answer = await mcp.call('search_locations', { query: 'Springfield' });
  expect(answer.isError).toBe(false);
});

test('an outage leaves old answers with their age, a readiness that says so, and a server that recovers', async () => {
  let now = testNow.getTime();
  const clock = () => new Date(now);
  await using mcp = await connectWeather({ now: clock });
  const fresh = await mcp.call('get_current_weather', { location: 'london' });
  expect(fresh.structuredContent).not.toHaveProperty('stale_s');

  const mend = mcp.openMeteo.fault({ kind: 'reset' });
  now += 45 * 60_000;
  const stale = await mcp.call('get_current_weather', { location: 'london' });
  expect(stale.isError).toBe(false);
  expect(stale.structuredContent).toMatchObject({ stale_s: 45 * 60 });
  expect(stale.text).toContain('STALE');

  const [health] = await mcp.deps.health({ probe: false, signal: new AbortController().signal });
  expect(health).toMatchObject({
    name: 'open-meteo',
    required: true,
    status: expect.stringMatching(/degraded|down/),
  });

  mend();
  now += 60_000;
  await expect
    .poll(async () => (await mcp.call('get_current_weather', { location: 'london' })).structuredContent)
    .not.toHaveProperty('stale_s');
});

test('a server whose upstream is gone reports it on /readyz and answers every call', async () => {
  await using openMeteo = await startOpenMeteo({ now: () => testNow });
  await using nws = await startNws({ now: () => testNow });
  const runtime = await createRuntime(server, {
    environment: {
      WEATHER_OPEN_METEO_URL: openMeteo.url,
      WEATHER_NWS_URL: nws.url,
      PATCHBAY_LOG_LEVEL: 'silent',
    },
    selection: {},
    demo: false,
    transport: 'http',
    logLevel: 'silent',
  });
  const http = await startHttp(runtime, { host: '127.0.0.1', port: 0, allowUnauthenticated: false });
  try {
    expect((await fetch(`${http.origin}/readyz`)).status).toBe(200);
    await openMeteo.close();
    await using mcp = await openClient('v2-auto', new URL(`${http.origin}/mcp`));
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const { code } = await mcp.call('get_current_weather', { location: `${40 + attempt},10` });
      expect(code).toMatch(/network_error|unavailable/);
    }
    const ready = await fetch(`${http.origin}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('open-meteo');
    expect((await fetch(`${http.origin}/healthz`)).status).toBe(200);
  } finally {
    await http.drain(500);
    await runtime.close(500);
  }
});
