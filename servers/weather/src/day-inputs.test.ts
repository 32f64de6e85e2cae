import { expect, test } from 'vitest';
import { connectWeather } from './testing/connect-weather.ts';

/** Every tool that takes days, with what it needs besides; 2026-07-15 is a Wednesday. */
const tools = [
  ['find_best_window', { location: 'london', activity: 'running' }, 'this weekend', '2026-07-19'],
  [
    'get_forecast_confidence',
    { location: 'london', variable: 'temperature_max' },
    'this weekend',
    '2026-07-18',
  ],
  ['get_river_discharge', { location: 'london' }, 'this weekend', '2026-07-18'],
  ['compare_to_climate', { location: 'london', variable: 'temperature_max' }, '2026-W27', '2026-06-29'],
  ['compare_locations', { locations: ['london', 'tokyo'] }, 'tomorrow', '2026-07-16'],
  ['get_historical_weather', { location: 'london', end: '2026-W27' }, '2026-W27', '2026-06-29'],
] as const;

test.each(tools)('%s reads days in words, in the zone of the place', async (name, input, start, first) => {
  await using mcp = await connectWeather();
  const answer = await mcp.call(name, { ...input, start });
  expect(answer.text).toContain(first);
  expect(answer.isError).toBe(false);
});

test.each(tools)('%s refuses what is no clear day, and names today', async (name, input) => {
  await using mcp = await connectWeather();
  for (const start of ['next friday', '2026-02-30', '15.07.2026']) {
    const answer = await mcp.call(name, { ...input, start });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain('Today is Wednesday, 2026-07-15');
  }
});

test('tomorrow is that of the place, not that of the server', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-07-15T13:00:00Z') });
  const days = async (location: string) =>
    (await mcp.call('get_forecast_confidence', { location, variable: 'temperature_max', start: 'tomorrow' }))
      .text;
  expect(await days('Auckland')).toContain('2026-07-17');
  expect(await days('Honolulu')).toContain('2026-07-16');
});
