import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives percentiles and probabilities by day and by model', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast_confidence', {
    location: 'london',
    variable: 'temperature_max',
    threshold: 24,
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london): temperature_max in °C, above 24
    date | p10 | p50 | p90 | probability | members
    2026-07-15 | 20.5 | 20.7 | 20.9 | 0 | 122
    2026-07-16 | 22.5 | 23 | 23.4 | 0 | 122
    2026-07-17 | 23.5 | 24.3 | 25.3 | 0.69 | 122
    The whole period, by what each member makes of its days (probability on any day of it); the models' agreement is high:
    model | members | mean_p10 | mean_p50 | mean_p90 | probability
    all | 122 | 22.2 | 22.7 | 23.1 | 0.69
    ecmwf_ifs025 | 51 | 22.3 | 22.7 | 23.2 | 0.71
    gfs_seamless | 31 | 22 | 22.5 | 23.2 | 0.61
    icon_seamless | 40 | 22.3 | 22.7 | 23 | 0.75
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
  expect(mcp.openMeteo.requests.filter(({ api }) => api === 'ensemble')).toHaveLength(1);
});

test('the period of rain is its total, and that of wind its maximum', async () => {
  await using mcp = await connectWeather();
  const periodOf = async (variable: string) => {
    const { structuredContent } = await mcp.call('get_forecast_confidence', { location: 'tokyo', variable });
    const { days, models } = z
      .object({ days: z.array(z.looseObject({ p50: z.number() })), models: z.array(z.looseObject({})) })
      .parse(structuredContent);
    return { medians: days.map(({ p50 }) => p50), all: models[0] };
  };
  const rain = await periodOf('precipitation');
  const sum = rain.medians.reduce((a, b) => a + b, 0);
  expect(sum).toBeGreaterThan(50);
  expect(Number(rain.all?.['total_p50'])).toBeGreaterThan(0.8 * sum);
  const wind = await periodOf('wind_gusts');
  expect(Number(wind.all?.['maximum_p50'])).toBeGreaterThanOrEqual(Math.max(...wind.medians));
});

test('without a threshold there is no probability', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast_confidence', {
    location: 'london',
    variable: 'precipitation',
    days: 1,
  });
  expect(answer.structuredContent).toMatchObject({
    question: 'precipitation in mm',
    days: [{ members: 122 }],
  });
  expect(answer.text).not.toContain('probability |');
});

test('above and below a value no member has exactly add up to certainty', async () => {
  await using mcp = await connectWeather();
  const ask = async (direction: string): Promise<number> => {
    const question = {
      location: 'tokyo',
      variable: 'temperature_max',
      threshold: 26.123,
      start: '2026-07-19',
      direction,
    };
    const { structuredContent } = await mcp.call('get_forecast_confidence', question);
    return Number(
      structuredContent?.['days'] && Reflect.get(Object(structuredContent['days'])[0], 'probability'),
    );
  };
  expect((await ask('above')) + (await ask('below'))).toBeCloseTo(1, 2);
});

test('a model that does not reach the end counts only for the days that it has', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast_confidence', {
    location: 'london',
    variable: 'temperature_max',
    threshold: 25,
    days: 10,
  });
  expect(answer.structuredContent).toMatchObject({ days: { 0: { members: 122 }, 9: { members: 82 } } });
  expect(answer.text).toContain('icon_seamless | 0 | missing | missing | missing | missing');
});

test('days beyond every ensemble are refused with the last day', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast_confidence', {
    location: 'london',
    variable: 'temperature_max',
    start: '2026-08-20',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('2026-07-29');
});
