import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

/** Fences carry a random id. */
function withoutIds(text: string): string {
  return text.replace(/ id="[a-z0-9]+"/g, '');
}

test("gives the warnings in force, the issuer's prose fenced as data", async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_alerts', { location: 'chicago' });
  expect(answer.structuredContent).toMatchObject({
    coverage: 'official',
    alerts: [{ severity: 'moderate' }],
  });
  expect(withoutIds(answer.text)).toMatchInlineSnapshot(`
    "Chicago, Illinois, US (chicago), coverage official: Warnings in force for Chicago, Illinois, US from the US National Weather Service: 1.
    MODERATE Wind Advisory, Expected, Likely, from 2026-07-14T20:00:00-05:00 to 2026-07-15T08:00:00-05:00, NWS Chicago IL (urn:oid:2.49.0.1.840.0.cfe08d25e6524c0f75a11fd47fd7702942334db5.001.1)
    <untrusted-data source="area">
    Chicago area (ILZ195), IL
    </untrusted-data>
    <untrusted-data source="description">
    * WHAT...Northwest winds 25 to 35 mph with gusts up to 50 mph expected.

    * WHERE...Areas around Chicago, Illinois.

    * WHEN...Until 2026-07-15 08:00 local time.
    </untrusted-data>
    <untrusted-data source="instruction">
    Secure outdoor objects. Use caution when driving a high profile vehicle.
    </untrusted-data>
    Source: US National Weather Service (public domain), 2026-07-15T12:00:00.000Z."
  `);
});

test('outside the reach of any authority it says that nobody was asked', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_alerts', { location: 'london' });
  expect(answer.structuredContent).toMatchObject({ coverage: 'none', alerts: [] });
  expect(answer.text).toContain('coverage none');
  expect(answer.text).not.toContain('no warning in force');
});

test('tells how many warnings were left out as milder', async () => {
  await using mcp = await connectWeather();
  const milder = await mcp.call('get_weather_alerts', { location: 'chicago', min_severity: 'severe' });
  expect(milder.structuredContent).toMatchObject({
    alerts: [],
    notice: '1 below severe or of unknown severity left out.',
  });
});

test('an authority that does not answer is an error, not an all-clear', async () => {
  await using mcp = await connectWeather();
  mcp.nws.fault({ kind: 'overloaded' });
  const answer = await mcp.call('get_weather_alerts', { location: 'chicago' });
  expect(answer).toMatchObject({ isError: true, code: 'unavailable' });
});
