import { expect, test } from 'vitest';
import { connectWeather } from './testing/connect-weather.ts';

type Row = Readonly<Record<string, unknown>>;

function rowsOf(answer: { readonly structuredContent: Row | undefined }, name: string): readonly Row[] {
  const rows = answer.structuredContent?.[name];
  return Array.isArray(rows) ? rows : [];
}

/** The day before New York puts its clocks back. */
const now = new Date('2026-10-31T16:00:00Z');
const longDay = '2026-11-01';

test('whole days to choose from are those of the place, across a clock change', async () => {
  await using mcp = await connectWeather({ now });
  for (const [day, start, end] of [
    [longDay, `${longDay}T00:00:00-04:00`, '2026-11-02T00:00:00-05:00'],
    ['2026-11-03', '2026-11-03T00:00:00-05:00', '2026-11-04T00:00:00-05:00'],
  ] as const) {
    const answer = await mcp.call('find_best_window', {
      location: 'new-york',
      max_rain: 50,
      duration_hours: 24,
      start: day,
      end: day,
    });
    expect(rowsOf(answer, 'windows')).toMatchObject([{ start, end }]);
  }
});

test('the worst hour of the air is on the day that it stands for', async () => {
  await using mcp = await connectWeather({ now });
  for (const location of ['new-york', '21.3069,-157.8583', '22.57,88.36', '1.87,-157.43']) {
    const days = rowsOf(await mcp.call('get_air_quality', { location, days: 4 }), 'days');
    expect(days.length).toBeGreaterThanOrEqual(4);
    for (const { date, worst_at } of days) expect(String(worst_at).slice(0, 10)).toBe(date);
  }
});

test('every tool has the same long day', async () => {
  await using mcp = await connectWeather({ now });
  const place = { location: 'new-york' };
  const hours: Row[] = [];
  let cursor: unknown;
  for (let page = 0; page < 4; page += 1) {
    const variables = ['temperature'];
    const answer = await mcp.call('get_forecast', {
      ...place,
      granularity: 'hourly',
      days: 3,
      variables,
      ...(cursor !== undefined && { cursor }),
    });
    hours.push(...rowsOf(answer, 'items'));
    cursor = answer.structuredContent?.['next_cursor'];
    if (cursor === undefined) break;
  }
  const ofDay = hours.filter(({ time }) => String(time).startsWith(longDay));
  expect(ofDay).toHaveLength(25);
  const highest = Math.max(...ofDay.map(({ temperature }) => Number(temperature)));
  const [, daily] = rowsOf(await mcp.call('get_forecast', { ...place, days: 2 }), 'items');
  expect(daily).toMatchObject({ date: longDay, temperature_max: highest });
  const compared = await mcp.call('compare_locations', {
    locations: ['new-york', 'tokyo'],
    metrics: ['temperature_max'],
    start: longDay,
    end: longDay,
  });
  expect(rowsOf(compared, 'places')[0]).toMatchObject({ temperature_max: highest });
  const climate = await mcp.call('compare_to_climate', {
    ...place,
    variable: 'temperature_max',
    start: longDay,
  });
  expect(climate.structuredContent).toMatchObject({ value: highest });
  expect(climate.text).toContain('Days are the service');
});

test('coordinates have the today of their own clock', async () => {
  await using mcp = await connectWeather({ now: new Date('2026-07-15T05:00:00Z') });
  const location = '21.3069,-157.8583';
  const [today] = rowsOf(await mcp.call('get_forecast', { location, days: 1 }), 'items');
  expect(today).toMatchObject({ date: '2026-07-14' });
  const window = await mcp.call('find_best_window', {
    location,
    max_rain: 50,
    start: '2026-07-14',
    end: '2026-07-14',
  });
  expect(rowsOf(window, 'windows').length).toBeGreaterThan(0);
  const history = await mcp.call('get_historical_weather', {
    location,
    start: '2026-07-14',
    end: '2026-07-14',
  });
  expect(history.text).toContain('The last day with data is 2026-07-13');
});

test('the summary of ten hours ago says so in its paragraph, and calls no other day today', async () => {
  let time = Date.parse('2026-07-15T20:00:00Z');
  await using mcp = await connectWeather({ now: () => new Date(time) });
  await mcp.call('get_weather_summary', { location: 'london' });
  await mcp.openMeteo.close();
  time += 10 * 3_600_000;
  const { summary } = (await mcp.call('get_weather_summary', { location: 'london' })).structuredContent ?? {};
  expect(summary).toContain('London 10 hours ago (the source does not answer');
  expect(summary).not.toContain('London now');
  expect(summary).toContain('Today (2026-07-16)');
  expect(summary).toContain('Tomorrow (2026-07-17)');
});
