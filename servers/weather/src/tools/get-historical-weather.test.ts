import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives statistics, rows and where all rows are', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '2024-01-01',
    end: '2024-03-10',
    aggregate: 'month',
  });
  expect(answer.text.replace(/result\/\S+ until \S+/, 'result/ID until THEN')).toMatchInlineSnapshot(`
    "London, England, GB (london), statistics of daily values:
    variable | unit | statistic | value | min | min_date | max | max_date | missing_days
    temperature_min | °C | mean | 1.5 | -4.4 | 2024-02-15 | 8.4 | 2024-01-03 | 0
    temperature_max | °C | mean | 5.4 | -1.5 | 2024-02-14 | 12.4 | 2024-01-03 | 0
    precipitation | mm | total | 162.2 | 0 | 2024-01-01 | 24.9 | 2024-02-23 | 0
    Rows (3 of 3):
    period | days | temperature_min_mean | temperature_max_mean | precipitation_total
    2024-01 | 31 | 2.5 | 6.3 | 66.6
    2024-02 | 29 | 0.6 | 4.5 | 63.2
    2024-03 | 10 | 1.3 | 5 | 32.4
    All rows: weather://result/ID until THEN
    Reanalysis of a grid cell of 9 to 25 km, no measurement: it cannot see hail, lightning, tornadoes or local gusts and showers, and neither proves nor rules out what happened at one address. Days are the service's own: 24 hours each at UTC+01:00 all year, sums of hours from 23:00 to 23:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('all rows are read as CSV, with where they come from above', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '2024-01-01',
    end: '2024-01-03',
  });
  expect(await mcp.read(String(answer.structuredContent?.['csv_uri']))).toMatchInlineSnapshot(`
    "# Weather data by Open-Meteo.com (CC BY 4.0); reanalysis of a grid cell, no station; loaded 2026-07-15T12:00:00.000Z
    period,temperature_min (°C),temperature_max (°C),precipitation (mm)
    2024-01-01,3.3,6.6,0
    2024-01-02,4.1,9.3,0
    2024-01-03,8.4,12.4,0
    "
  `);
});

test('the rows of sixty years are read page by page, each with its head', async () => {
  await using mcp = await connectWeather({ responseTokens: 4000 });
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '1940-01-01',
    end: '1999-12-31',
    aggregate: 'month',
    variables: ['temperature_mean'],
  });
  const uri = String(answer.structuredContent?.['csv_uri']);
  const pages = await mcp.readPages(uri);
  const rows = pages.flatMap((page) => page.split('\r\n').slice(2, -1));
  expect(pages[1]).toMatch(/^# Weather data .*\r\nperiod,days,temperature_mean \(°C\)\r\n/);
  expect(rows).toHaveLength(60 * 12);
  await expect(mcp.read(`${uri}/99`)).rejects.toThrow();
});

test('more rows than fit are announced with the day from which to go on', async () => {
  await using mcp = await connectWeather();
  const query = { location: 'london', start: '2024-01-01', end: '2024-03-10', variables: ['sunshine'] };
  const first = await mcp.call('get_historical_weather', query);
  expect(first.structuredContent).toMatchObject({ total_rows: 70, next_start: '2024-02-01' });
  expect(first.structuredContent?.['rows']).toHaveLength(31);
  const rest = await mcp.call('get_historical_weather', { ...query, start: '2024-02-01' });
  expect(rest.structuredContent).toMatchObject({ rows: { 0: { period: '2024-02-01' } }, total_rows: 39 });
});

test('decades come as statistics alone', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'new-york',
    start: '1991-01-01',
    end: '2020-12-31',
    aggregate: 'stats',
    variables: ['temperature_mean'],
    units: 'imperial',
  });
  expect(answer.structuredContent).toMatchObject({ rows: [], stats: { 0: { unit: '°F', missing_days: 0 } } });
  expect(answer.text.length).toBeLessThan(700);
});

test('days that the archive does not have yet are missing, not zero', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '2026-07-08',
    end: '2026-07-12',
    variables: ['precipitation'],
  });
  expect(answer.structuredContent).toMatchObject({
    rows: { 4: { period: '2026-07-12', precipitation: null } },
  });
  expect(answer.text).toContain('2026-07-12 | missing');
});

test('the future is refused with the tool that has it', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '2026-07-01',
    end: '2026-07-20',
  });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('2026-07-14');
  expect(answer.text).toContain('get_forecast');
});

test('days too late for the archive name a way out', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '2026-07-13',
    end: '2026-07-14',
  });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('get_current_weather');
});
