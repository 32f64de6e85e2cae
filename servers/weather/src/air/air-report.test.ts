import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import { airReport } from './air-report.ts';

const current = {
  time: '2026-07-15T13:00',
  values: { us_aqi: 120, us_aqi_pm2_5: 120, us_aqi_ozone: 80, pm2_5: 43.26, grass_pollen: 0 },
  units: { us_aqi: 'USAQI', pm2_5: 'μg/m³', grass_pollen: 'grains/m³' },
};

test('the dominant pollutant is the one with the highest index, and the category comes with advice', () => {
  const report = airReport(london, readingOf({ current }));
  expect(report.now).toMatchObject({
    time: '2026-07-15T13:00:00+01:00',
    category: 'unhealthy for sensitive groups',
    dominant_pollutant: 'pm2_5',
    pm2_5: 43.3,
    ozone: null,
    grass_pollen: 0,
  });
  expect(report.advice).toContain('Children');
  expect(report).not.toHaveProperty('notice');
});

test('each day shows its worst hour; a day without values is null', () => {
  const time = ['2026-07-15T13:00', '2026-07-15T14:00', '2026-07-16T13:00'];
  const hourly = {
    time,
    values: { us_aqi: [40, 60, null], us_aqi_ozone: [40, 10, null], us_aqi_pm10: [1, 60, null] },
    units: {},
  };
  expect(airReport(london, readingOf({ current, hourly })).days).toEqual([
    {
      date: '2026-07-15',
      us_aqi_max: 60,
      category: 'moderate',
      dominant_pollutant: 'pm10',
      worst_at: '2026-07-15T14:00:00+01:00',
    },
    { date: '2026-07-16', us_aqi_max: null, category: null, dominant_pollutant: null },
  ]);
});

test('without an index there is no category and no advice', () => {
  const report = airReport(london, readingOf({ current: { ...current, values: { pm10: 10 } } }));
  expect(report).toMatchObject({ advice: null, now: { category: null, dominant_pollutant: null } });
  expect(report.notice).toContain('Pollen is missing');
});
