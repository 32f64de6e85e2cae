import { estimateTokens } from '@patchbay/core/engine';
import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

type Row = Readonly<Record<string, unknown>>;

function itemsOf(answer: { readonly structuredContent: Row | undefined }): readonly Row[] {
  const items = answer.structuredContent?.['items'];
  return Array.isArray(items) ? items : [];
}

test('gives three days in a small table', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location: 'london', days: 3 });
  expect(itemsOf(answer)).toHaveLength(3);
  expect(estimateTokens(answer.text)).toBeLessThan(400);
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london), times in Europe/London, model cell 1 km away.
    date | condition | temperature_min °C | temperature_max °C | precipitation mm | precipitation_chance % | wind_speed km/h | wind_gusts km/h
    2026-07-15 | overcast | 17.4 | 20.7 | 0 | 31 | 42 | 75
    2026-07-16 | overcast | 17.9 | 23 | 0 | 48 | 25 | 38
    2026-07-17 | partly cloudy | 20 | 24.3 | 0 | 7 | 16 | 26
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('gives hours from the one under way, a page at a time, without a gap', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-07-15T12:40:00Z') });
  const args = { location: 'new-york', granularity: 'hourly', days: 2 };
  const first = await mcp.call('get_forecast', args);
  const cursor = first.structuredContent?.['next_cursor'];
  const second = await mcp.call('get_forecast', { ...args, cursor });
  const times = [...itemsOf(first), ...itemsOf(second)].map(({ time }) => Date.parse(String(time)));
  expect(itemsOf(first)[0]?.['time']).toBe('2026-07-15T08:00:00-04:00');
  expect(times).toHaveLength(24 + 16);
  expect(times.every((time, i) => i === 0 || time - (times[i - 1] ?? 0) === 3_600_000)).toBe(true);
  expect(second.structuredContent).not.toHaveProperty('next_cursor');
});

test('hours across a clock change carry the offset in force', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-10-24T22:00:00Z') });
  const answer = await mcp.call('get_forecast', { location: 'london', granularity: 'hourly', days: 2 });
  expect(
    itemsOf(answer)
      .slice(0, 5)
      .map(({ time }) => time),
  ).toEqual([
    '2026-10-24T23:00:00+01:00',
    '2026-10-25T00:00:00+01:00',
    '2026-10-25T01:00:00+01:00',
    '2026-10-25T01:00:00+00:00',
    '2026-10-25T02:00:00+00:00',
  ]);
});

test('takes presets and single names together, Open-Meteo names as well', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', {
    location: 'london',
    days: 1,
    variables: ['wind', 'temperature_2m_max'],
  });
  expect(Object.keys(itemsOf(answer)[0] ?? {})).toEqual([
    'date',
    'temperature_max',
    'wind_speed',
    'wind_gusts',
    'wind_direction',
  ]);
});

test.each([
  ['2026-07-15T12:00:00Z', 'sun does not set', 24],
  ['2026-12-15T12:00:00Z', 'sun does not rise', 0],
])('in Longyearbyen at %s it says: %s', async (now, words, daylight) => {
  await using mcp = await connectWeather({ now: new Date(now) });
  const answer = await mcp.call('get_forecast', { location: 'longyearbyen', days: 1, variables: 'sun' });
  expect(itemsOf(answer)).toMatchObject([{ sunrise: words, sunset: words, daylight }]);
});

test.each([
  ['Kiritimati', '1.87,-157.43'],
  ['Samoa', '-13.83,-171.77'],
  ['Tonga', '-21.14,-175.2'],
])('the sun of %s is that of the day it stands with', async (_, location) => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location, days: 2, variables: ['sunrise', 'sunset'] });
  expect(itemsOf(answer)).toHaveLength(2);
  for (const { date, sunrise, sunset } of itemsOf(answer)) {
    expect(sunrise).toMatch(new RegExp(`^${String(date)}T0[67]:`));
    expect(sunset).toMatch(new RegExp(`^${String(date)}T18:`));
  }
});

test('an unknown variable comes back with the valid ones', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location: 'london', variables: ['temprature'] });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toMatchInlineSnapshot(`
    "validation_error: variables: not known for daily forecasts: temprature.
    Presets: basic, wind, sun, precipitation, all. Names: condition, temperature_min, temperature_max, feels_like_min, feels_like_max, precipitation, precipitation_chance, precipitation_time, rain, snowfall, wind_speed, wind_gusts, wind_direction, sunrise, sunset, daylight, sunshine, uv_index, solar_radiation."
  `);
});

test('an empty list of variables means the usual ones', async () => {
  await using mcp = await connectWeather();
  const args = { location: 'london', days: 2 };
  const empty = await mcp.call('get_forecast', { ...args, variables: [] });
  expect(itemsOf(empty)).toEqual(itemsOf(await mcp.call('get_forecast', args)));
});

test('a variable of the other granularity comes back with where it is', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location: 'london', variables: ['snow_depth'] });
  expect(answer.text).toContain('snow_depth: hourly only, set granularity to "hourly".');
});

test.each(['yesterday', '2026-07-16T12:00:00Z'])('refuses the cursor %j', async (cursor) => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location: 'london', granularity: 'hourly', cursor });
  expect(answer.code).toBe('validation_error');
  expect(answer.text).toContain('without cursor');
});

test('refuses a cursor for days', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', { location: 'london', cursor: '2026-07-16T12:00Z' });
  expect(answer.code).toBe('validation_error');
});

test('a page over the budget is cut and its cursor leads to the rest', async () => {
  await using mcp = await connectWeather({ responseTokens: 500 });
  const args = { location: 'london', granularity: 'hourly', days: 2 };
  const first = await mcp.call('get_forecast', args);
  const kept = itemsOf(first);
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.length).toBeLessThan(24);
  const second = await mcp.call('get_forecast', {
    ...args,
    cursor: first.structuredContent?.['next_cursor'],
  });
  const last = Date.parse(String(kept.at(-1)?.['time']));
  expect(Date.parse(String(itemsOf(second)[0]?.['time'])) - last).toBe(3_600_000);
});
