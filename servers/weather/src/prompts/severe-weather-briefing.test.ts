import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('asks for the official warnings first, and names only tools that exist', async () => {
  await using mcp = await connectWeather();
  const text = await mcp.prompt('severe_weather_briefing', { city: 'miami' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['get_weather_alerts', 'get_weather_summary', 'get_forecast'],
    unknown: [],
  });
  expect(text).toContain('Never call the situation safe.');
});
