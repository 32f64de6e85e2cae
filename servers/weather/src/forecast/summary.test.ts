import { expect, test } from 'vitest';
import { london, readingOf } from '../series/report.fixture.ts';
import { summarise } from './summary.ts';

const current = { time: '2026-07-15T13:00', values: { temperature_2m: 20 }, units: { temperature_2m: '°C' } };

test('a summary of little data says what is missing', () => {
  const daily = { time: ['2026-07-15'], values: { snowfall_sum: [12] }, units: { snowfall_sum: 'cm' } };
  const report = summarise(london, {
    reading: readingOf({ current, daily }),
    alerts: undefined,
    system: 'metric',
  });
  expect(report).toMatchObject({ alert_coverage: 'unknown', alerts: [], risks: ['today: snow (12 cm)'] });
  expect(report.summary).toBe(
    'London now: missing, 20 °C (feels like missing), humidity missing, wind missing from missing. Today: the forecast is missing. Tomorrow: the forecast is missing. Notable: today: snow (12 cm). Official warnings could not be read; call get_weather_alerts later.',
  );
});

test('a value that is missing does not hide those that are there', () => {
  const daily = {
    time: ['2026-07-15'],
    values: { temperature_2m_max: [25] },
    units: { temperature_2m_max: '°C' },
  };
  const { summary } = summarise(london, {
    reading: readingOf({ current, daily }),
    alerts: undefined,
    system: 'metric',
  });
  expect(summary).toContain('Today (2026-07-15): missing, missing to 25 °C, precipitation missing');
  expect(summary).toContain('Risks cannot be judged without a forecast.');
});

test('warnings are named with their severity and end', () => {
  const alert = {
    alert_id: '1',
    event: 'Flood Watch',
    severity: 'severe',
    urgency: 'Future',
    certainty: 'Possible',
    headline: 'Flood Watch',
    area: 'City',
    ends: '2026-07-16T06:00:00+01:00',
    sender: 'An authority',
  } as const;
  const alerts = { coverage: 'official', statement: 'One warning.', alerts: [alert] } as const;
  const report = summarise(london, { reading: readingOf({ current }), alerts, system: 'metric' });
  expect(report.alerts).toEqual(['Flood Watch (severe) until 2026-07-16T06:00:00+01:00']);
  expect(report.summary).toContain('Risks cannot be judged without a forecast. One warning.');
});
