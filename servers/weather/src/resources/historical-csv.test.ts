import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('any instance serves the rows behind a csv_uri', async () => {
  await using asked = await connectWeather();
  const answer = await asked.call('get_historical_weather', {
    location: 'london',
    start: '2024-01-01',
    end: '2024-01-03',
  });
  const uri = String(answer.structuredContent?.['csv_uri']);
  await using other = await connectWeather();
  expect(await other.read(uri)).toMatchInlineSnapshot(`
    "# Weather data by Open-Meteo.com (CC BY 4.0); loaded 2026-07-15T12:00:00.000Z
    period,temperature_min (°C),temperature_max (°C),precipitation (mm)
    2024-01-01,3.3,6.6,0
    2024-01-02,4.1,9.3,0
    2024-01-03,8.4,12.4,0
    "
  `);
});

test('a whole century-long question can be read back', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_historical_weather', {
    location: 'london',
    start: '1940-01-01',
    end: '1999-12-31',
    aggregate: 'month',
    variables: ['temperature_mean'],
  });
  const csv = await mcp.read(String(answer.structuredContent?.['csv_uri']));
  expect(csv.split('\r\n')).toHaveLength(2 + 60 * 12 + 1);
});

const idOf = (text: string): string => Buffer.from(text).toString('base64url');

test.for([
  'anything',
  idOf('1|51.509|-0.126|2024-01-01|2024-01-31|day|temperature_2m_max|metric'),
  idOf('1|51.509|-0.126|2024-01-01|2026-07-31|day|precipitation|metric'),
])('a forged id is not found, and no request is spent on it: %s', async (id) => {
  await using mcp = await connectWeather();
  await expect(mcp.read(`weather://result/${id}.csv`)).rejects.toThrow();
  expect(mcp.openMeteo.requests).toHaveLength(0);
});
