import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives a value per place and quantity, and the ranking for each, and risks', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_locations', { locations: ['london', 'paris', 'tokyo'] });
  expect(answer.text).toMatchInlineSnapshot(`
    "2026-07-15 to 2026-07-17:
    place | city_id | temperature_max °C mean | precipitation mm total | wind_speed km/h maximum | risks
    London, England, GB | london | 22.7 | 0 | 42 | gale gusts (75 km/h, 2026-07-15 13–22 h)
    Paris, Île-de-France, FR | paris | 25.1 | 0 | 31 | strong gusts (55 km/h, 2026-07-15 15–19 h); heat (felt with sun and wind 32.7 °C, 2026-07-17 13–16 h)
    Tokyo, JP | tokyo | 26.2 | 90.6 | 34 | thunderstorm (2026-07-16 12 to 2026-07-17 20 h); gale gusts (68 km/h, 2026-07-17 06–21 h); very heavy rain (66.9 mm in 24 h, 2026-07-16 09 to 2026-07-17 24 h)
    temperature_max, high to low: Tokyo, JP > Paris, Île-de-France, FR > London, England, GB
    precipitation, high to low: Tokyo, JP > London, England, GB > Paris, Île-de-France, FR
    wind_speed, high to low: London, England, GB > Tokyo, JP > Paris, Île-de-France, FR
    NOT CHECKED, so no all-clear: official warnings (no warning service of this place is connected). Limits of risks: ice (freezing rain or drizzle, rain in freezing air), thunderstorms, gusts from 50 km/h or mean wind from 50 km/h, snow from 1 cm in 24 h, heavy rain from 20 mm in 24 h or from 10 mm in 1 h, heat index from 32 °C or felt with sun and wind from 32 °C, wind chill down to -10 °C, frost down to 0 °C, fog or visibility under 1 km (0.6 mi), UV index from 8, US air index from 101.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
  expect(mcp.openMeteo.requests.map(({ api }) => api).toSorted()).toEqual(['air-quality', 'forecast']);
});

test('risks are told of each place ahead, with its warnings, and what was not checked for which', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'overloaded' }, { api: 'air-quality' });
  const answer = await mcp.call('compare_locations', { locations: ['chicago', 'london'], end: '2026-07-15' });
  const { places, notice } = answer.structuredContent ?? {};
  expect(places).toMatchObject([
    { risks: expect.stringContaining('official warning: Wind Advisory (moderate)') },
    { risks: expect.stringMatching(/^gale gusts \(75 km\/h, 2026-07-15 13–22 h\)/) },
  ]);
  expect(notice).toContain('air quality (it could not be read)');
  expect(notice).toContain('is connected) for London, England, GB');
});

test('days beyond the forecast of the air are not checked for it', async () => {
  await using mcp = await connectWeather();
  const days = { start: '2026-07-28', end: '2026-07-29' };
  const answer = await mcp.call('compare_locations', { locations: ['london', 'paris'], ...days });
  expect(answer.structuredContent?.['notice']).toContain('air quality (its forecast reaches 7 days)');
});

test('the past has no risks to tell', async () => {
  await using mcp = await connectWeather();
  const days = { start: '2026-07-01', end: '2026-07-02' };
  const answer = await mcp.call('compare_locations', { locations: ['chicago', 'london'], ...days });
  expect(answer.text).not.toMatch(/risk/i);
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
