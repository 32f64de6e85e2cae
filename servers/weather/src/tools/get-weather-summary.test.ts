import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('briefs on now, today, tomorrow, risks and warnings', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_summary', { city_id: 'chicago' });
  expect(answer.structuredContent).toMatchObject({
    city_id: 'chicago',
    outlook: { today: { date: '2026-07-15' }, tomorrow: { date: '2026-07-16' } },
    alert_coverage: 'official',
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "Chicago, Illinois, US (chicago) at 2026-07-15T07:00:00-05:00
    Chicago now: mainly clear, 20.9 °C (feels like 23.8 °C), humidity 75 %, wind 4 km/h from NNW. Today (2026-07-15): partly cloudy, 20.6 °C to 30.2 °C, precipitation 0 mm (chance 0 %), gusts 23 km/h. Tomorrow (2026-07-16): mainly clear, 18.2 °C to 29.4 °C, precipitation 0 mm (chance 0 %), gusts 37 km/h. Notable: today: felt heat (38.8 °C); today: very high UV (10.5); tomorrow: very high UV (10.4). Warnings in force for Chicago, Illinois, US from the US National Weather Service: 1.
    Alerts (coverage official): Wind Advisory (moderate) until 2026-07-15T08:00:00-05:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('does not call a place safe where no authority was asked', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_summary', { location: 'London', units: 'imperial' });
  expect(answer.structuredContent).toMatchObject({ alert_coverage: 'none', units: { temperature: '°F' } });
  expect(answer.text).toContain('warnings may be in force that are not shown here');
});

test('still briefs when the warnings cannot be read, and says so', async () => {
  await using mcp = await connectWeather();
  mcp.nws.fault({ kind: 'overloaded' });
  const answer = await mcp.call('get_weather_summary', { location: 'chicago' });
  expect(answer).toMatchObject({
    isError: false,
    structuredContent: { alert_coverage: 'unknown', alerts: [] },
  });
  expect(answer.text).toContain('Official warnings could not be read');
});

test.each([{}, { city_id: 'london', location: 'London' }])(
  'refuses %j: one place is wanted',
  async (args) => {
    await using mcp = await connectWeather();
    const answer = await mcp.call('get_weather_summary', args);
    expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
    expect(answer.text).toContain('exactly one');
  },
);
