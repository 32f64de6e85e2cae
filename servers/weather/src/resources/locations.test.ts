import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('lists the featured cities with what a forecast needs', async () => {
  await using mcp = await connectWeather();
  const { items } = JSON.parse(await mcp.read('weather://locations'));
  expect(items).toEqual(
    expect.arrayContaining([expect.objectContaining({ city_id: 'tokyo', timezone: 'Asia/Tokyo' })]),
  );
  expect(items.length).toBeGreaterThan(2);
});
