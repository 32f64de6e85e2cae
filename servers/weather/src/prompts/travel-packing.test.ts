import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('names tools that exist, and tells forecasts from usual values', async () => {
  await using mcp = await connectWeather();
  const text = await mcp.prompt('travel_packing', { city: 'tokyo', dates: '2026-08-01 to 2026-08-07' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['get_forecast', 'compare_to_climate', 'get_air_quality'],
    unknown: [],
  });
  expect(text).toContain('"2026-08-01 to 2026-08-07"');
  expect(text).toContain('usual values, not a forecast');
});
