import { openClient, spawnHttp } from '@patchbay/testkit';
import { expect, test } from 'vitest';
import { startOpenMeteo } from './testing/emulators.ts';

const bundle = `${import.meta.dirname}/../dist/bin.js`;

test('the bundle asks its upstream over HTTP and counts calls against the rate limit', async () => {
  await using openMeteo = await startOpenMeteo();
  await using served = await spawnHttp(bundle, {
    env: { WEATHER_OPEN_METEO_URL: openMeteo.url, PATCHBAY_RATE_LIMIT: '2' },
  });
  await using mcp = await openClient('v2-auto', served.url);
  const first = await mcp.call('get_current_weather', { location: 'london' });
  expect(first.text).toContain('London');
  expect(openMeteo.requests.map(({ path }) => path)).toContain('/v1/forecast');
  await mcp.call('get_current_weather', { location: 'london' });
  expect((await mcp.call('get_current_weather', { location: 'london' })).code).toBe('rate_limited');
});

test('the bundle answers from demo data on a bare environment', async () => {
  await using served = await spawnHttp(bundle, { args: ['--demo'] });
  await using mcp = await openClient('v1', served.url);
  const answer = await mcp.call('get_weather_summary', { location: 'Tokyo' });
  expect(answer.isError).toBe(false);
  expect(answer.text).toContain('SYNTHETIC');
});

test('the bundle finds the files of places and airports beside it', async () => {
  await using served = await spawnHttp(bundle, { args: ['--demo'] });
  await using mcp = await openClient('v1', served.url);
  expect((await mcp.call('get_current_weather', { location: '東京' })).text).toContain('(tokyo)');
  expect((await mcp.call('get_current_weather', { location: 'LHR' })).text).toContain('Heathrow');
});
