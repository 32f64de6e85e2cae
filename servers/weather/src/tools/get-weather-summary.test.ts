import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';
import type { Alter } from '../testing/emulators.ts';

test('briefs on now, today, tomorrow, risks and warnings', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_summary', { city_id: 'chicago' });
  expect(answer.structuredContent).toMatchObject({
    city_id: 'chicago',
    outlook: { today: { date: '2026-07-15' }, tomorrow: { date: '2026-07-16' } },
    alert_coverage: 'official',
    not_checked: [],
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "Chicago, Illinois, US (chicago) at 2026-07-15T07:00:00-05:00
    Chicago now: mainly clear, 20.9 °C (feels like 23.8 °C), humidity 75 %, wind 4 km/h from NNW, gusts 9 km/h. Today (2026-07-15): partly cloudy, 20.6 °C to 30.2 °C, precipitation 0 mm (chance 0 %), gusts 23 km/h. Tomorrow (2026-07-16): mainly clear, 18.2 °C to 29.4 °C, precipitation 0 mm (chance 0 %), gusts 37 km/h. Notable: official warning: Wind Advisory (moderate) until 2026-07-15T08:00:00-05:00; today: heat (felt with sun and wind 38.8 °C, 11–19 h); today: very high UV (UV index 10.5, 12–16 h); tomorrow: heat (felt with sun and wind 32.9 °C, 14–17 h); tomorrow: very high UV (UV index 10.4, 12–16 h). Warnings in force for Chicago, Illinois, US from the US National Weather Service: 1.
    Alerts (coverage official): Wind Advisory (moderate) until 2026-07-15T08:00:00-05:00.
    Limits of risks: ice (freezing rain or drizzle, rain in freezing air), thunderstorms, gusts from 50 km/h or mean wind from 50 km/h, snow from 1 cm in 24 h, heavy rain from 20 mm in 24 h or from 10 mm in 1 h, heat index from 32 °C or felt with sun and wind from 32 °C, wind chill down to -10 °C, frost down to 0 °C, fog or visibility under 1 km (0.6 mi), UV index from 8, US air index from 101.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('briefs on the next hours by the hours themselves', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-07-15T22:20:00Z') });
  const answer = await mcp.call('get_weather_summary', { location: 'london', hours: 6 });
  const { outlook, not_checked } = answer.structuredContent ?? {};
  expect(outlook).toMatchObject({ now: {}, 'next 6 h': { temperature_max: expect.any(Number) } });
  expect(outlook).not.toHaveProperty('today');
  expect(not_checked).toEqual([expect.stringContaining('official warnings')]);
  expect(answer.text).toContain('Next 6 h: ');
});

/** Three centimetres of snow, gusts of 61 km/h and freezing rain, in three hours of tomorrow. */
const winter: Alter = ({ api, name, columns }) => {
  const { time } = columns;
  if (api !== 'forecast' || name !== 'hourly' || !Array.isArray(time)) return columns;
  const at = (hour: string, value: number, usual: number) =>
    time.map((label) => (label === `2026-07-16T${hour}:00` ? value : usual));
  const changed = {
    snowfall: at('05', 3, 0),
    wind_gusts_10m: at('08', 61, 20),
    weather_code: at('03', 66, 3),
  };
  return {
    ...columns,
    ...Object.fromEntries(Object.entries(changed).filter(([column]) => column in columns)),
  };
};

test.each([{}, { hours: 40 }])('names ice, snow and gusts with their hours, asked with %j', async (args) => {
  await using mcp = await connectWeather({ alter: winter });
  const answer = await mcp.call('get_weather_summary', { location: 'london', ...args });
  for (const risk of ['light freezing rain', 'snow (3 cm in 24 h', 'strong gusts (61 km/h']) {
    expect(answer.text).toContain(risk);
  }
  expect(answer.text).toMatch(/light freezing rain \((2026-07-16 )?03–04 h\)/);
  expect(answer.text).toContain('gusts from 50 km/h');
});

test('does not call a place safe where no authority was asked', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_weather_summary', { location: 'London', units: 'imperial' });
  expect(answer.structuredContent).toMatchObject({ alert_coverage: 'none', units: { temperature: '°F' } });
  expect(answer.text).toContain('warnings may be in force that are not shown here');
  expect(answer.text).toContain('NOT CHECKED, so no all-clear: official warnings');
  expect(answer.text).not.toContain('No notable risk');
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
  expect(answer.text).toContain('NOT CHECKED, so no all-clear: official warnings (they could not be read');
});

test('still briefs when the air cannot be read, and says so', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'overloaded' }, { api: 'air-quality' });
  const answer = await mcp.call('get_weather_summary', { location: 'chicago' });
  expect(answer).toMatchObject({
    isError: false,
    structuredContent: { not_checked: ['air quality (it could not be read)'] },
  });
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
