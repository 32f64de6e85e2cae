import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('rates the air now and the worst hour of each day, with pollen', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_air_quality', { location: 'london', days: 2 });
  expect(answer.structuredContent).toMatchObject({ now: { category: 'good' }, units: { ozone: 'μg/m³' } });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london): time 2026-07-15T13:00:00+01:00, category good, dominant_pollutant ozone, us_aqi 39, european_aqi 39, pm2_5 1.2 μg/m³, pm10 2 μg/m³, ozone 98.5 μg/m³, nitrogen_dioxide 2 μg/m³, sulphur_dioxide 0.5 μg/m³, carbon_monoxide 25.8 μg/m³, alder_pollen 0 grains/m³, birch_pollen 0 grains/m³, grass_pollen 19.6 grains/m³, mugwort_pollen 1.6 grains/m³, olive_pollen 0 grains/m³, ragweed_pollen 0 grains/m³.
    Air pollution poses little or no risk.
    date | us_aqi_max | category | dominant_pollutant | worst_at
    2026-07-15 | 44 | good | ozone | 2026-07-15T17:00:00+01:00
    2026-07-16 | 42 | good | ozone | 2026-07-16T17:00:00+01:00
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('outside Europe it says that pollen is missing instead of none', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_air_quality', { location: 'tokyo', days: 1 });
  expect(answer.text).toContain('Pollen is missing');
  expect(answer.structuredContent?.['now']).not.toHaveProperty('grass_pollen');
});

test('refuses more days than the models reach', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_air_quality', { location: 'london', days: 8 });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('days');
});
