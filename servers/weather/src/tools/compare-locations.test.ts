import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives a value per place and quantity, and the ranking for each, from one request', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', { locations: ['london', 'paris', 'tokyo'] });
  expect(answer.text).toMatchInlineSnapshot(`
    "2026-07-15 to 2026-07-17:
    place | city_id | temperature_max °C mean | precipitation mm total | wind_speed km/h maximum
    London, England, GB | london | 22.7 | 0 | 42
    Paris, Île-de-France, FR | paris | 25.1 | 0 | 31
    Tokyo, JP | tokyo | 26.2 | 90.6 | 34
    temperature_max, high to low: Tokyo, JP > Paris, Île-de-France, FR > London, England, GB
    precipitation, high to low: Tokyo, JP > London, England, GB > Paris, Île-de-France, FR
    wind_speed, high to low: London, England, GB > Tokyo, JP > Paris, Île-de-France, FR
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
  expect(mcp.openMeteo.requests).toHaveLength(1);
});

test('the past comes from the archive, in the units asked for', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', {
    locations: ['london', 'oslo'],
    metrics: ['sunshine', 'temperature_mean'],
    start: '2020-06-01',
    end: '2020-06-30',
    units: 'imperial',
  });
  expect(answer.structuredContent).toMatchObject({
    period: '2020-06-01 to 2020-06-30',
    units: { sunshine: 'h total', temperature_mean: '°F mean' },
  });
  expect(mcp.openMeteo.requests.map(({ api }) => api)).toEqual(['archive']);
});

test('the same place twice is no comparison', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', { locations: ['london', 'London'] });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('two places');
});

test('one unknown place fails the call and is named', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', { locations: ['london', 'Xyzzyqwv'] });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('Xyzzyqwv');
});

test('a period from long ago into the future is refused with both ways out', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', {
    locations: ['london', 'paris'],
    start: '2026-01-01',
    end: '2026-07-20',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('2026-04-14');
});
