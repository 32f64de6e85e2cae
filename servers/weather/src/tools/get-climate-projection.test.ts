import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives decades with the spread of the models', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_climate_projection', { location: 'london' });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london), temperature_mean in °C as mean of all days; SIMULATED; low and high are the extreme models, change is from the first decade:
    decade | years | mean | simulated_change | low | high | MRI_AGCM3_2_S | EC_Earth3P_HR | MPI_ESM1_2_XR
    2020s | 10 | 11.5 | 0 | 10.6 | 12.1 | 11.9 | 10.6 | 12.1
    2030s | 10 | 12 | 0.5 | 11.3 | 12.5 | 12.5 | 11.3 | 12.3
    2040s | 10 | 12.5 | 1 | 11.8 | 13 | 12.7 | 11.8 | 13
    Simulated under a high-emission scenario (near RCP8.5), neither observed nor forecast: the years are not real ones, and levels and changes differ from what stations measured, also in decades that are past. Observed decades: get_historical_weather. Days are the service's own: 24 hours each at UTC+01:00 all year, sums of hours from 23:00 to 23:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('amounts are per year, and an incomplete decade tells how many years it has', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_climate_projection', {
    location: 'london',
    variable: 'precipitation',
    start_year: 2049,
    end_year: 2050,
    models: 7,
    units: 'imperial',
  });
  expect(answer.structuredContent).toMatchObject({
    unit: 'inch per year',
    decades: [
      { decade: '2040s', years: 1 },
      { decade: '2050s', years: 1 },
    ],
  });
});

test('an end before the start is refused', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_climate_projection', {
    location: 'london',
    start_year: 2040,
    end_year: 2030,
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('Swap');
});

test('years beyond the models are refused with the last one', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_climate_projection', { location: 'london', end_year: 2100 });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('2050');
});
