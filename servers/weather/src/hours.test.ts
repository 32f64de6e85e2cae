import { expect, test } from 'vitest';
import { connectWeather } from './testing/connect-weather.ts';
import type { Alter } from './testing/emulators.ts';

type Row = Readonly<Record<string, unknown>>;

function rowsOf(answer: { readonly structuredContent: Row | undefined }, name: string): readonly Row[] {
  const rows = answer.structuredContent?.[name];
  return Array.isArray(rows) ? rows : [];
}

/** The source labels the hour from 13 to 14 o'clock in London with its end, 13:00 in GMT. */
const label = '2026-07-16T13:00';
const wetHour: Alter = ({ name, columns }) => {
  const { time, precipitation } = columns;
  if (name !== 'hourly' || !Array.isArray(time) || !Array.isArray(precipitation)) return columns;
  const zeros = { precipitation_probability: time.map(() => 0), sunshine_duration: time.map(() => 0) };
  return {
    ...columns,
    ...Object.fromEntries(Object.entries(zeros).filter(([column]) => column in columns)),
    precipitation: time.map((at) => (at === label ? 5 : 0)),
  };
};

test('rain that the source labels 14 o’clock is that of 13–14 h, in every tool', async () => {
  await using mcp = await connectWeather({ alter: wetHour });
  const hours: Row[] = [];
  const args = {
    location: 'london',
    granularity: 'hourly',
    days: 2,
    variables: ['precipitation', 'temperature'],
  };
  const first = await mcp.call('get_forecast', args);
  const cursor = first.structuredContent?.['next_cursor'];
  hours.push(
    ...rowsOf(first, 'items'),
    ...rowsOf(await mcp.call('get_forecast', { ...args, cursor }), 'items'),
  );
  expect(hours.filter(({ precipitation }) => precipitation !== 0)).toMatchObject([
    { time: '2026-07-16T13:00:00+01:00', hour: '13–14 h', precipitation: 5 },
  ]);
  expect(first.text).toContain('Of the whole hour (totals: precipitation');
  expect(first.text).toContain('At its beginning (time): temperature');
  const windows = async (duration_hours: number) => {
    const answer = await mcp.call('find_best_window', {
      location: 'london',
      max_rain: 0,
      duration_hours,
      start: '2026-07-16',
      end: '2026-07-16',
    });
    return rowsOf(answer, 'windows');
  };
  // the longest dry windows of the day end and begin with the wet hour
  expect(await windows(13)).toMatchObject([{ end: '2026-07-16T13:00:00+01:00', precipitation: 0 }]);
  expect(await windows(10)).toContainEqual(
    expect.objectContaining({ start: '2026-07-16T14:00:00+01:00', precipitation: 0 }),
  );
});

test('states alone have no hour that they are of', async () => {
  await using mcp = await connectWeather();
  const answer = await mcp.call('get_forecast', {
    location: 'london',
    granularity: 'hourly',
    variables: ['temperature', 'humidity'],
  });
  expect(Object.keys(rowsOf(answer, 'items')[0] ?? {})).toEqual(['time', 'temperature', 'humidity']);
  expect(answer.structuredContent).not.toHaveProperty('notice');
});
