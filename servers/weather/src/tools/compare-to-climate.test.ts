import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('places a past period in the climate of its season', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_to_climate', {
    location: 'london',
    variable: 'precipitation',
    start: '2024-02-29',
    end: '2024-03-10',
  });
  expect(answer.text).toMatchInlineSnapshot(`
    "London, England, GB (london), total of precipitation 2024-02-29 to 2024-03-10: 32.4 mm.
    Normal 24.6 mm, anomaly 7.8 mm, percentile 77 of 450 windows in 1991–2020. Records there, by first day:
    record | value mm | date
    lowest | 0 | 1992-03-06
    highest | 162.6 | 1994-02-21
    Reanalysis of a grid cell of 9 to 25 km, no measurement: it cannot see hail, lightning, tornadoes or local gusts and showers, and neither proves nor rules out what happened at one address. Days are the service's own: 24 hours each at UTC+01:00 all year, sums of hours from 23:00 to 23:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('tells what it has read, since thirty years take a while', async () => {
  await using mcp = await connectWeather();
  const reports: number[] = [];
  const args = { location: 'london', variable: 'precipitation', start: '2024-03-01', end: '2024-03-03' };
  const answer = await mcp.call('compare_to_climate', args, {
    onprogress: ({ progress }) => reports.push(progress),
  });
  expect(answer.isError, answer.text).toBe(false);
  expect(reports).toEqual([1, 2]);
});

test('asks for the needed variable alone, and for the baseline once per place and variable', async () => {
  await using mcp = await connectWeather();
  await mcp.call('compare_to_climate', {
    location: 'london',
    variable: 'temperature_max',
    start: '2024-02-29',
  });
  await mcp.call('compare_to_climate', {
    location: 'london',
    variable: 'temperature_max',
    start: '2024-06-01',
  });
  const archive = mcp.openMeteo.requests.map(({ query }) => [query.get('daily'), query.get('start_date')]);
  expect(archive.toSorted()).toEqual([
    ['temperature_2m_max', '1991-01-01'],
    ['temperature_2m_max', '2024-02-29'],
    ['temperature_2m_max', '2024-06-01'],
  ]);
});

test('today comes from the forecast and says so', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_to_climate', { location: 'london', variable: 'temperature_max' });
  expect(answer.structuredContent).toMatchObject({
    question: 'temperature_max 2026-07-15 (forecast model, not yet in the archive)',
    windows: 450,
  });
});

test('a baseline that the upstream cannot give is an error, not a normal of zero', async () => {
  await using mcp = await connectWeather();
  mcp.openMeteo.fault({ kind: 'overloaded' }, { api: 'archive' });
  const answer = await mcp.call('compare_to_climate', { location: 'london', variable: 'temperature_max' });
  expect(answer).toMatchObject({ isError: true, code: 'unavailable' });
});

test('a period of more than 31 days is refused with the day until which it may last', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('compare_to_climate', {
    location: 'london',
    variable: 'temperature_max',
    start: '2024-01-01',
    end: '2024-03-01',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('2024-01-31');
});
