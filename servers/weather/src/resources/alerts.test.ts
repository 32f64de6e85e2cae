import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test.each(['chicago', 'london'])('the warnings of %s are the object of their tool', async (city) => {
  await using mcp = await connectWeather();
  const { structuredContent } = await mcp.call('get_weather_alerts', { location: city });
  expect(JSON.parse(await mcp.read(`weather://${city}/alerts`))).toEqual(structuredContent);
});

test('an ambiguous city is refused with candidates', async () => {
  await using mcp = await connectWeather();
  await expect(mcp.read('weather://springfield/alerts')).rejects.toThrow('ambiguous');
});
