import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('tells the namesakes of a city apart, the best first', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('search_locations', { query: 'Paris', limit: 3 });
  expect(answer.structuredContent).toMatchObject({
    items: [{ city_id: 'paris', timezone: 'Europe/Paris' }, { admin1: 'Texas' }, { country_code: 'CA' }],
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "paris: Paris, Île-de-France, FR; 48.85341,2.3488; Europe/Paris; 42 m; population 2138551
    paris-us-texas: Paris, Texas, US; 33.66094,-95.55551; America/Chicago; 183 m; population 24782
    paris-ca: Paris, Ontario, CA; 43.2,-80.38333; America/Toronto; 254 m; population 12310
    Source: Places by Open-Meteo.com, based on GeoNames (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('stays within a country, however its code is written', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('search_locations', { query: 'Paris', country: 'us' });
  expect(answer.structuredContent).toMatchObject({ items: [{ country_code: 'US' }] });
  expect(answer.text).not.toContain('Île-de-France');
});

test('an id that it finds is a location for the other tools', async () => {
  await using mcp = await connectWeather();
  const { structuredContent } = await mcp.call('search_locations', { query: 'Springfield', limit: 5 });
  const items: unknown = structuredContent?.['items'];
  const ids = Array.isArray(items) ? items.map((item) => String(Reflect.get(item, 'city_id'))) : [];
  expect(ids).toHaveLength(5);
  const answers = await Promise.all(ids.map((location) => mcp.call('get_current_weather', { location })));
  expect(answers.map((answer) => answer.structuredContent?.['city_id'])).toEqual(ids);
});

test('says that no place matches, and what to try', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('search_locations', { query: 'Xyzzyqwv' });
  expect(answer.structuredContent).toMatchObject({ items: [] });
  expect(answer.text).toContain('No place matches: check the spelling');
});

test('refuses a single letter', async () => {
  await using mcp = await connectWeather();
  expect(await mcp.call('search_locations', { query: 'x' })).toMatchObject({ code: 'validation_error' });
});
