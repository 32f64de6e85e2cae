import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('is the object of its tool', async () => {
  await using mcp = await connectWeather();
  const { structuredContent } = await mcp.call('get_forecast', { location: 'london' });
  const read = JSON.parse(await mcp.read('weather://london/forecast'));
  expect(read).toEqual(structuredContent);
  expect(read.items).toHaveLength(7);
});

test('an upstream that is down is an error without its words', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'canary', secret: 'hunter2', status: 500 });
  const error = await mcp.read('weather://london/forecast').catch((reason: unknown) => `${reason}`);
  expect(error).toContain('Open-Meteo');
  expect(error).not.toContain('hunter2');
});
