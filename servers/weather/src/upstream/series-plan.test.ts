import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addDays, dayIn } from '../time/local-time.ts';
import { failureOf, startEmulated } from './emulated.fixture.ts';
import { createOpenMeteoData } from './open-meteo.ts';
import { createQuotaLedger } from './quota.ts';
import { createSyntheticSource } from './synthetic-source.ts';

const dayMs = 86_400_000;
const { zones } = z
  .object({
    zones: z.record(
      z.string(),
      z.object({ changes: z.array(z.tuple([z.string(), z.number(), z.number()])) }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../time/day-vectors.fixture.json', import.meta.url), 'utf8')));
const point = { latitude: 48.85, longitude: 2.35 };

test.each(Object.entries(zones))(
  'days of %s are its own around each change',
  async (timezone, { changes }) => {
    const at = changes.length > 0 ? changes.map(([instant]) => Date.parse(instant)) : [Date.UTC(2026, 5, 15)];
    const start = new Date((at[0] ?? 0) - 2 * dayMs);
    const { deps, signal, advance } = await startEmulated({ WEATHER_QUOTA_DAY: '100000' }, { start });
    for (const change of at) {
      advance(change - 2 * dayMs - deps.now().getTime());
      const middle = dayIn(timezone, new Date(change));
      const { value } = await deps.weather.series(
        'forecast',
        {
          points: [{ ...point, timezone }],
          hourly: ['temperature_2m'],
          daily: ['temperature_2m_max', 'precipitation_sum'],
          start_date: addDays(middle, -1),
          end_date: addDays(middle, 1),
        },
        { signal },
      );
      const [series] = value;
      const hours = (series?.hourly?.time ?? []).map((time, index) => ({
        day: dayIn(timezone, new Date(`${time}Z`)),
        value: Number(series?.hourly?.values['temperature_2m']?.[index]),
      }));
      const expected = [...Map.groupBy(hours, ({ day }) => day)].map(([day, rows]) => [
        day,
        Math.max(...rows.map((row) => row.value)),
      ]);
      const daily = series?.daily;
      expect(daily?.time.map((day, index) => [day, daily.values['temperature_2m_max']?.[index]])).toEqual(
        expected,
      );
      expect(daily?.time).toEqual([addDays(middle, -1), middle, addDays(middle, 1)]);
      expect(daily?.partial).toEqual([]);
    }
  },
);

test('after midnight an answer from before it begins with the new day, and is asked anew', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated(
    {},
    { start: new Date('2026-06-15T21:50:00Z') },
  );
  const query = {
    points: [{ ...point, timezone: 'Europe/Paris' }],
    daily: ['temperature_2m_max'],
    forecast_days: 2,
  };
  const ask = async () => deps.weather.series('forecast', query, { signal });
  expect((await ask()).value[0]?.daily?.time).toEqual(['2026-06-15', '2026-06-16']);
  advance(5 * 60_000);
  await ask();
  expect(openMeteo.requests).toHaveLength(1);
  advance(6 * 60_000);
  expect((await ask()).value[0]?.daily?.time).toEqual(['2026-06-16', '2026-06-17']);
  expect(openMeteo.requests).toHaveLength(2);
});

test('in an outage across midnight yesterday is dropped and the age told', async () => {
  const { deps, openMeteo, signal, advance } = await startEmulated(
    {},
    { start: new Date('2026-06-15T20:00:00Z') },
  );
  const query = {
    points: [{ ...point, timezone: 'Europe/Paris' }],
    daily: ['temperature_2m_max'],
    forecast_days: 2,
  };
  await deps.weather.series('forecast', query, { signal });
  await openMeteo.close();
  advance(10 * 3_600_000);
  const old = await deps.weather.series('forecast', query, { signal });
  expect(old.stale_s).toBe(36_000);
  expect(old.value[0]?.daily?.time).toEqual(['2026-06-16', '2026-06-17']);
  expect(old.value[0]?.daily?.values['temperature_2m_max']?.[0]).toBeTypeOf('number');
});

test('days beyond the archive’s recent ones are the service’s, in the zone of the place', async () => {
  const { deps, openMeteo, signal } = await startEmulated();
  const days = async (start_date: string, end_date: string) => {
    const query = {
      points: [{ ...point, timezone: 'Europe/Paris' }],
      daily: ['rain_sum'],
      start_date,
      end_date,
    };
    return (await deps.weather.series('archive', query, { signal })).value[0]?.service_days;
  };
  expect(await days('2020-06-01', '2020-06-03')).toBe(true);
  expect(await days('2026-06-01', '2026-06-03')).toBeUndefined();
  expect(openMeteo.requests.map(({ query }) => query.get('timezone'))).toEqual(['Europe/Paris', 'GMT']);
});

test('an answer without a section that was asked for is unavailable', async () => {
  const body = { latitude: 1, longitude: 1, timezone: 'GMT', utc_offset_seconds: 0 };
  const source = createSyntheticSource({ answer: () => ({ status: 200, body }), mapError: () => undefined });
  const limits = { minute: 600, hour: 5_000, day: 10_000 };
  const data = createOpenMeteoData({
    sources: {
      forecast: source,
      archive: source,
      air_quality: source,
      marine: source,
      ensemble: source,
      climate: source,
      flood: source,
      geocoding: source,
    },
    quota: createQuotaLedger(limits, () => 0),
    attribution: 'a test',
    now: () => new Date('2026-06-15T12:00:00Z'),
  });
  for (const section of ['current', 'hourly', 'daily']) {
    const query = { points: [point], [section]: ['temperature_2m_max'] };
    const failure = await failureOf(data.series('forecast', query, { signal: new AbortController().signal }));
    expect(failure.code).toBe('unavailable');
  }
});
