import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('New York, London and Tokyo are listed, and each can be read', async () => {
  await using mcp = await connectWeather();
  const uris = (await mcp.listResources()).map(({ uri }) => uri);
  for (const city of ['new-york', 'london', 'tokyo']) {
    const uri = `weather://${city}/current`;
    expect(uris).toContain(uri);
    expect(JSON.parse(await mcp.read(uri))).toMatchObject({ city_id: city, conditions: {} });
  }
});

test('any city can be read and is the object of its tool', async () => {
  await using mcp = await connectWeather();
  const { structuredContent } = await mcp.call('get_current_weather', { location: 'nairobi' });
  expect(JSON.parse(await mcp.read('weather://nairobi/current'))).toEqual(structuredContent);
});

test('an unknown city cannot be read', async () => {
  await using mcp = await connectWeather();
  await expect(mcp.read('weather://xyzzyqwv/current')).rejects.toThrow('No place is called "xyzzyqwv"');
});
