import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('finds the best hours for an activity', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('find_best_window', { location: 'london', activity: 'picnic' });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london): windows that fit, best first.
    Limits: temperature from 16 °C, temperature up to 30 °C, precipitation up to 0 mm, precipitation_chance up to 30 %, wind_speed up to 20 km/h, daylight only, official warnings and air quality NOT CHECKED (get_weather_summary does).
    start | end | score | temperature_min °C | temperature_max °C | precipitation mm | precipitation_chance % | wind_speed km/h | risks
    2026-07-17T17:00:00+01:00 | 2026-07-17T20:00:00+01:00 | 95 | 21.9 | 24 | 0 | 1 | 12 | none found
    2026-07-17T14:00:00+01:00 | 2026-07-17T17:00:00+01:00 | 94 | 24 | 24.3 | 0 | 2 | 13 | none found
    2026-07-17T11:00:00+01:00 | 2026-07-17T14:00:00+01:00 | 93 | 22.6 | 24 | 0 | 6 | 13 | none found
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('when nothing fits it gives the nearest misses and what blocks them', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('find_best_window', {
    location: 'london',
    min_temperature: 40,
    max_wind: 30,
    end: '2026-07-16',
  });
  expect(answer.structuredContent).toMatchObject({ found: false });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london): NO window fits; nearest misses, best first.
    Limits: temperature from 40 °C (failed by 100 % of windows), wind_speed up to 30 km/h (failed by 29 % of windows), official warnings and air quality NOT CHECKED (get_weather_summary does).
    start | end | score | temperature_min °C | temperature_max °C | precipitation mm | precipitation_chance % | wind_speed km/h | fails | risks
    2026-07-16T16:00:00+01:00 | 2026-07-16T18:00:00+01:00 | 31 | 22.8 | 23 | 0 | 11 | 20 | temperature 22.8 below 40 °C at 2026-07-16T16:00:00+01:00, 2 h in all | none found
    2026-07-16T18:00:00+01:00 | 2026-07-16T20:00:00+01:00 | 31 | 22.4 | 22.9 | 0 | 4 | 20 | temperature 22.4 below 40 °C at 2026-07-16T19:00:00+01:00, 2 h in all | none found
    2026-07-16T14:00:00+01:00 | 2026-07-16T16:00:00+01:00 | 31 | 22.1 | 22.8 | 0 | 27 | 19 | temperature 22.1 below 40 °C at 2026-07-16T14:00:00+01:00, 2 h in all | none found
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('24 hours rank whole days, by their daylight where that is asked for', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('find_best_window', {
    location: 'london',
    duration_hours: 24,
    max_rain: 0.1,
    daylight_only: true,
    start: '2026-07-16',
    end: '2026-07-16',
  });
  expect(answer.structuredContent).toMatchObject({
    windows: [{ start: '2026-07-16T06:00:00+01:00', end: '2026-07-16T21:00:00+01:00' }],
  });
});

test('hours that have begun are not offered', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-07-15T20:30:00Z') });
  const answer = await mcp.call('find_best_window', {
    location: 'london',
    max_wind: 200,
    duration_hours: 1,
    end: '2026-07-15',
  });
  expect(answer.structuredContent).toMatchObject({
    windows: [{ start: '2026-07-15T22:00:00+01:00' }, { start: '2026-07-15T23:00:00+01:00' }],
  });
});

test('nothing to rank by is refused with what would do', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('find_best_window', { location: 'london' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('activity');
});

test('a window longer than what is left of the period is not found', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('find_best_window', {
    location: 'london',
    max_wind: 50,
    duration_hours: 20,
    end: '2026-07-15',
  });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('duration_hours');
});

test('a window that fits its limits is not called safe in a thunderstorm', async () => {
  await using mcp = await connectWeather({
    alter: ({ api, name, columns }) => {
      const { time } = columns;
      if (api !== 'forecast' || name !== 'hourly' || !Array.isArray(time)) return columns;
      return { ...columns, weather_code: time.map(() => 95), visibility: time.map(() => null) };
    },
  });
  const answer = await mcp.call('find_best_window', { location: 'london', activity: 'running' });
  expect(answer.structuredContent).toMatchObject({
    windows: { 0: { risks: expect.stringContaining('thunderstorm') } },
  });
  expect(answer.text).toContain('official warnings and air quality NOT CHECKED');
});
