import { expect, test } from 'vitest';
import { connectWeather } from '../testing/connect-weather.ts';

test('gives discharge by day with its spread, the peak and the distance of the cell', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_river_discharge', { location: 'cologne', days: 3 });
  expect(answer.text).toMatchInlineSnapshot(`
    "Cologne, North Rhine-Westphalia, DE (cologne), model cell 1.9 km away:
    date | discharge_m3s | p25_m3s | p75_m3s
    2026-07-15 | 0.5 | 0.5 | 0.5
    2026-07-16 | 0.6 | 0.6 | 0.6
    2026-07-17 | 0.8 | 0.8 | 0.8
    Peak: 0.8 m³/s on 2026-07-17.
    Mean of this cell in 2011–2020: 0.5 m³/s; the peak is 1.5 times that. So small a mean is a brook: the river of a town may run in another cell. The cell at "50.95,7" carries 113 m³/s on these days: if that is the river meant, ask for it by these coordinates. Days are the service's own: 24 hours each at UTC+02:00 all year, sums of hours from 23:00 to 23:00.
    Source: Weather data by Open-Meteo.com (CC BY 4.0), 2026-07-15T12:00:00.000Z."
  `);
});

test('ten years of the cell are read once for all its dates', async () => {
  await using mcp = await connectWeather();
  await mcp.call('get_river_discharge', { location: 'cologne', days: 1 });
  await mcp.call('get_river_discharge', { location: 'cologne', days: 2 });
  const starts = mcp.openMeteo.requests.map(({ query }) => query.get('start_date'));
  expect(starts.toSorted()).toEqual(['2011-01-01', '2026-07-15', '2026-07-15']);
});

test('the past has no spread', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_river_discharge', {
    location: 'cologne',
    start: '2021-07-14',
    end: '2021-07-15',
  });
  expect(answer.structuredContent).toMatchObject({ days: [{ date: '2021-07-14' }, { date: '2021-07-15' }] });
  expect(answer.text).not.toContain('p25');
});

test('a time before the reanalysis is refused with its first day', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_river_discharge', { location: 'cologne', start: '1970-01-01' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('1984-01-01');
});
