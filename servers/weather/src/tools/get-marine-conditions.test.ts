import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives waves, swell and water temperature now and by day', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_marine_conditions', { location: 'honolulu', days: 2 });
  expect(answer.structuredContent).toMatchObject({ units: { wave_height: 'm', sea_temperature: '°C' } });
  expect(answer.text).toMatchInlineSnapshot(`
    "Honolulu, Hawaii, US (honolulu), sea cell 3.9 km away: time 2026-07-15T02:00:00-10:00, wave_height 0.2 m, wave_period 4.3 s, wave_direction SW, swell_height 0.1 m, swell_period 5.6 s, swell_direction SW, sea_temperature 27.3 °C, current_speed 0.6 km/h.
    date | wave_height_max m | wave_period_max s | wave_direction | swell_height_max m | swell_period_max s | swell_direction | sea_temperature °C
    2026-07-15 | 0.2 | 4.4 | SW | 0.1 | 5.6 | SW | 27.6
    2026-07-16 | 0.3 | 4.5 | SW | 0.1 | 5.7 | SW | 29.1
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('names the days that the wave models do not reach', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_marine_conditions', { location: 'honolulu', days: 10 });
  expect(answer.structuredContent?.['notice']).toBe(
    'Waves are missing from 2026-07-23 on (2 of 10 days): wave models reach about eight days.',
  );
  expect(answer.text).toContain('2026-07-24 | missing');
});

test('far from any sea it names another way', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_marine_conditions', { location: 'denver' });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('get_river_discharge');
});
