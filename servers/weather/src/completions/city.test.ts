import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('completes the city of a template to ids, the largest first', async () => {
  await using mcp = await connectWeather();
  const ref = { type: 'ref/resource', uri: 'weather://{city}/current' } as const;
  const values = await mcp.complete(ref, 'city', 'lon');
  expect(values[0]).toBe('london');
  expect(values.every((id) => id.startsWith('lon'))).toBe(true);
});

test('the answer is full, and says truly whether there are more', async () => {
  await using mcp = await connectWeather();
  const all = mcp.deps.ports.places.suggest('san', Number.POSITIVE_INFINITY);
  const { values, total } = mcp.deps.ports.places.suggest('san', 100);
  expect(total).toBe(all.values.length);
  expect(total).toBeGreaterThan(1_000);
  expect(values).toEqual(all.values.slice(0, 100));
  expect(await mcp.complete({ type: 'ref/prompt', name: 'weather_report' }, 'city', 'san')).toEqual(values);
});

test('every suggested id is a city', async () => {
  await using mcp = await connectWeather();
  const values = await mcp.complete({ type: 'ref/prompt', name: 'weather_report' }, 'city', 'san');
  expect(values.length).toBeGreaterThan(5);
  const places = await Promise.all(
    values.map((id) => mcp.deps.ports.places.resolve(id, { signal: new AbortController().signal })),
  );
  expect(places.map(({ city_id }) => city_id)).toEqual(values);
});

test('nothing typed yet brings the largest cities, nonsense nothing', async () => {
  await using mcp = await connectWeather();
  const ref = { type: 'ref/prompt', name: 'travel_packing' } as const;
  expect((await mcp.complete(ref, 'city', '')).length).toBeGreaterThan(5);
  expect(await mcp.complete(ref, 'city', 'xyzzyqwv')).toEqual([]);
});
