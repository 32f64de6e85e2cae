import { expect, test } from 'vitest';
import { hourKind, hoursFromLabels, meaningOf, spanLabel } from './hours.ts';

const same = (column: string): string => column;

test('a sum stands at the beginning of its hour, a state where it is', () => {
  const labelled = {
    time: ['2026-07-15T13:00', '2026-07-15T14:00', '2026-07-15T15:00'],
    values: { temperature_2m: [20, 21, 22], precipitation: [0, 5, 1], wind_gusts_10m: [30, 60, 40] },
    units: { precipitation: 'mm' },
  };
  expect(hoursFromLabels(labelled, same)).toEqual({
    ...labelled,
    values: { temperature_2m: [20, 21, 22], precipitation: [5, 1, null], wind_gusts_10m: [60, 40, null] },
  });
});

test('an hour whose end is missing has no sum', () => {
  const gap = {
    time: ['2026-07-15T13:00', '2026-07-15T15:00', '2026-07-15T16:00'],
    values: { rain: [1, 2, 3] },
    units: {},
  };
  expect(hoursFromLabels(gap, same).values['rain']).toEqual([null, 3, null]);
});

test('a column of a member or model means what its variable means', () => {
  const time = ['2026-07-15T13:00', '2026-07-15T14:00'];
  const columns = { time, values: { precipitation_member01_a: [1, 2] }, units: {} };
  const variableOf = (column: string): string => column.replace(/_member.*/, '');
  expect(hoursFromLabels(columns, variableOf).values['precipitation_member01_a']).toEqual([2, null]);
});

test.each([
  ['precipitation', 'sum'],
  ['snowfall', 'sum'],
  ['sunshine_duration', 'sum'],
  ['et0_fao_evapotranspiration', 'sum'],
  ['shortwave_radiation', 'mean'],
  ['direct_normal_irradiance', 'mean'],
  ['wind_gusts_10m', 'maximum'],
  ['precipitation_probability', 'probability'],
  ['weather_code', 'weather'],
  ['temperature_2m', 'state'],
  ['shortwave_radiation_instant', 'state'],
  ['snow_depth', 'state'],
  ['wind_speed_10m', 'state'],
  ['us_aqi', 'state'],
])('%s is a %s', (column, kind) => {
  expect(hourKind(column)).toBe(kind);
  expect(meaningOf(column)).toBe(kind === 'state' ? 'instant' : 'preceding');
});

test.each([
  ['2026-07-15T12:00Z', 'Europe/London', '13–14 h'],
  ['2026-07-15T22:00Z', 'Europe/London', '23–24 h'],
  ['2026-07-15T12:00Z', 'Asia/Kolkata', '17:30–18:30'],
  ['2026-10-25T00:30Z', 'Europe/London', '01:30–01:30'],
])('%s in %s is %s', (start, timezone, label) => {
  expect(spanLabel(Date.parse(start), Date.parse(start) + 3_600_000, timezone)).toBe(label);
});
