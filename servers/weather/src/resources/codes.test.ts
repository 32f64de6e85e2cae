import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('explains every weather code', async () => {
  await using mcp = await connectWeather();
  const { items } = JSON.parse(await mcp.read('weather://codes'));
  expect(items).toHaveLength(28);
  expect(items).toContainEqual({ code: 61, condition: 'light rain' });
});
