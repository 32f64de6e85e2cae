import { expect, test } from 'vitest';
import { ask, dig } from './answers.fixture.ts';

const sunRow = (at: string, now: string): unknown[] => {
  const query = `${at}&daily=sunrise,sunset,daylight_duration&forecast_days=1&timezone=auto`;
  const { body } = ask('forecast', query, { now });
  return ['time', 'sunrise', 'sunset', 'daylight_duration'].map((name) => dig(body, 'daily', name, 0));
};

test('in polar night the sun rises and sets at midnight, in midnight sun it sets at the next', () => {
  const longyearbyen = 'latitude=78.2&longitude=15.6';
  expect(sunRow(longyearbyen, '2026-12-21T12:00:00Z')).toEqual([
    '2026-12-21',
    '2026-12-21T00:00',
    '2026-12-21T00:00',
    0,
  ]);
  expect(sunRow(longyearbyen, '2026-06-21T12:00:00Z')).toEqual([
    '2026-06-21',
    '2026-06-21T00:00',
    '2026-06-22T00:00',
    86_400,
  ]);
});

test.each([
  ['Kiritimati', 'latitude=1.87&longitude=-157.43', 'Pacific/Kiritimati'],
  ['Samoa', 'latitude=-13.83&longitude=-171.77', 'Pacific/Apia'],
  ['Tonga', 'latitude=-21.14&longitude=-175.2', 'Pacific/Tongatapu'],
])('a row of %s carries the sun of the day after', (_, at, zone) => {
  const query = `${at}&daily=sunrise,sunset&start_date=2026-07-15&end_date=2026-07-15&timezone=${zone}`;
  const { body } = ask('forecast', query, { now: '2026-07-15T00:00:00Z' });
  expect(dig(body, 'daily', 'time', 0)).toBe('2026-07-15');
  for (const name of ['sunrise', 'sunset']) {
    expect(dig(body, 'daily', name, 0)).toMatch(/^2026-07-16T/);
  }
});
