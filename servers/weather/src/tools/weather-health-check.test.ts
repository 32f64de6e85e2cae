import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('tells the state of every upstream and what is left of the quota', async () => {
  await using mcp = await connectWeather();
  await mcp.call('get_forecast', { location: 'london', variables: ['all'], days: 16 });
  const answer = await mcp.call('weather_health_check');
  expect(answer.structuredContent).toMatchObject({
    status: 'ok',
    provider: 'open-meteo',
    quota: [{ window: 'minute', left: 598.42 }, { window: 'hour' }, { window: 'day' }],
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "Status ok, provider open-meteo.
    Open-Meteo forecast: up, circuit closed, last answer 2026-07-15T12:00:00.000Z, cache hit rate 0
    Open-Meteo archive: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo air quality: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo marine: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo ensemble: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo climate: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo flood: unknown, circuit closed, no answer yet, cache unused
    Open-Meteo geocoding: unknown, circuit closed, no answer yet, cache unused
    US National Weather Service: unknown, circuit closed, no answer yet, cache unused
    Quota per minute: 1.58 used, 598.42 left, resets 2026-07-15T12:01:00.000Z
    Quota per hour: 1.58 used, 4998.42 left, resets 2026-07-15T13:00:00.000Z
    Quota per day: 1.58 used, 9998.42 left, resets 2026-07-16T00:00:00.000Z"
  `);
});

test('a failing upstream makes the server degraded', async () => {
  await using mcp = await connectWeather();
  mcp.nws.fault({ kind: 'overloaded' });
  await mcp.call('get_weather_alerts', { location: 'chicago' });
  const answer = await mcp.call('weather_health_check');
  expect(answer.structuredContent).toMatchObject({ status: 'degraded' });
  expect(answer.text).toMatch(/US National Weather Service: (degraded|down)/);
});

test('takes no arguments', async () => {
  await using mcp = await connectWeather();
  expect(await mcp.call('weather_health_check', { location: 'london' })).toMatchObject({
    code: 'validation_error',
  });
});
