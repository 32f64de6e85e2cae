import { expect, test } from 'vitest';
import { connectWeather, testNow } from '../testing/connect-weather.ts';

test('tells the weather of a city now, with its units, age and source', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_current_weather', { location: 'london' });
  expect(answer.structuredContent).toMatchObject({
    city_id: 'london',
    age_min: 0,
    units: { temperature: '°C' },
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london) at 2026-07-15T13:00:00+01:00, 0 min ago: condition overcast, temperature 20.1 °C, feels_like 16.7 °C, humidity 78 %, precipitation 0 mm, cloud_cover 79 %, wind_speed 40 km/h, wind_gusts 70 km/h, wind_direction WSW, pressure 1000 hPa, of_interval precipitation, wind_gusts: 12:45–13:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('gives the same weather in imperial units', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_current_weather', { location: 'london', units: 'imperial' });
  expect(answer.structuredContent).toMatchObject({
    units: { temperature: '°F', wind_speed: 'mph', precipitation: 'inch' },
  });
});

test('an ambiguous name comes back with candidates, not with a guess', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_current_weather', { location: 'Springfield' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('"springfield-us-missouri"');
});

test('an unknown place points to search_locations', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_current_weather', { location: 'Xyzzyqwv' });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('search_locations');
});

test('a value that the model lacks is called missing, not zero', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'undefined_unit_column' }, { api: 'forecast' });
  const answer = await mcp.call('get_current_weather', { location: 'london' });
  expect(answer.structuredContent).toMatchObject({ conditions: { condition: null } });
  expect(answer.text).toContain('condition missing');
});

test('an older answer stands in for a failed refresh and says how old it is', async () => {
  let now = testNow;
  await using mcp = await connectWeather({ now: () => now });
  await mcp.call('get_current_weather', { location: 'london' });
  mcp.openMeteo.fault({ kind: 'overloaded' });
  now = new Date(testNow.getTime() + 20 * 60_000);
  const answer = await mcp.call('get_current_weather', { location: 'london' });
  expect(answer.structuredContent).toMatchObject({ age_min: 20, stale_s: 1200 });
  expect(answer.text).toContain('STALE: the source did not answer, this is 1200 s old.');
});
