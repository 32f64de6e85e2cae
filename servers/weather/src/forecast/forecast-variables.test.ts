import { expect, test } from 'vitest';
import { chooseVariables, forecastVariables, granularities, presetNames } from './forecast-variables.ts';

test.each(granularities)('every preset names variables that the %s forecast has', (granularity) => {
  for (const preset of presetNames) {
    const { variables, unknown } = chooseVariables(granularity, [preset]);
    expect(unknown).toEqual([]);
    expect(variables.length).toBeGreaterThan(2);
  }
});

test.each(granularities)('no two %s variables share a name or a column', (granularity) => {
  const variables = forecastVariables[granularity];
  for (const key of ['name', 'column'] as const) {
    expect(new Set(variables.map((variable) => variable[key])).size).toBe(variables.length);
  }
});

test('names of the other granularity are unknown, and nothing is chosen twice', () => {
  const { variables, unknown } = chooseVariables('daily', ['wind', 'wind_gusts', 'visibility']);
  expect(unknown).toEqual(['visibility']);
  expect(variables.map(({ name }) => name)).toEqual(['wind_speed', 'wind_gusts', 'wind_direction']);
});
