import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('names tools that exist, and passes the city and metric units on', async () => {
  await using mcp = await connectWeather();
  const text = await mcp.prompt('weather_report', { city: 'london' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['get_weather_summary', 'get_forecast'],
    unknown: [],
  });
  expect(text).toContain('location "london"');
  expect(text).toContain('units "metric"');
});

test('takes imperial units', async () => {
  await using mcp = await connectWeather();
  expect(await mcp.prompt('weather_report', { city: 'miami', units: 'imperial' })).toContain(
    'units "imperial"',
  );
});

test('refuses unknown units and a missing city', async () => {
  await using mcp = await connectWeather();
  await expect(mcp.prompt('weather_report', { city: 'london', units: 'nautical' })).rejects.toThrow('units');
  await expect(mcp.prompt('weather_report', {})).rejects.toThrow('city');
});

test('lists its arguments', async () => {
  await using mcp = await connectWeather();
  const prompt = (await mcp.listPrompts()).find(({ name }) => name === 'weather_report');
  expect(prompt?.['arguments']).toMatchObject([
    { name: 'city', required: true },
    { name: 'units', required: false },
  ]);
});
