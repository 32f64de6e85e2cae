import { expect, test } from 'vitest';
import type { RiskColumn, RiskHour } from './risk-hours.ts';
import { risksIn, thresholdsText } from './risks.ts';

const hourMs = 3_600_000;
const calm = {
  weather_code: 1,
  temperature_2m: 15,
  relative_humidity_2m: 60,
  apparent_temperature: 14,
  precipitation: 0,
  snowfall: 0,
  wind_speed_10m: 10,
  wind_gusts_10m: 20,
  visibility: 20_000,
  uv_index: 3,
  us_aqi: 40,
} satisfies Record<RiskColumn, number>;

function hoursOf(...changes: Partial<Record<RiskColumn, number | null>>[]): RiskHour[] {
  return changes.map((change, index) => ({ start: index * hourMs, values: { ...calm, ...change } }));
}

function textsOf(hours: readonly RiskHour[], units: 'metric' | 'imperial' = 'metric'): string[] {
  return risksIn(hours, { from: 0, to: hours.length * hourMs }, units).risks.map(({ text }) => text);
}

test('calm hours have no risk, and all of them are judged', () => {
  expect(risksIn(hoursOf({}, {}), { from: 0, to: 2 * hourMs }, 'metric')).toEqual({
    risks: [],
    unjudged: [],
    hours: 2,
  });
});

test.each([
  [{ weather_code: 66 }, 'ice: light freezing rain'],
  [{ weather_code: 67 }, 'ice: heavy freezing rain'],
  [{ weather_code: 56 }, 'ice: light freezing drizzle'],
  [{ weather_code: 48 }, 'freezing fog'],
  [{ weather_code: 45 }, 'fog'],
  [{ weather_code: 95 }, 'thunderstorm'],
  [{ weather_code: 99 }, 'thunderstorm with heavy hail'],
  [{ weather_code: 75 }, 'heavy snowfall'],
  [{ weather_code: 82 }, 'violent rain showers'],
  [{ snowfall: 1 }, 'snow (1 cm in 24 h)'],
  [{ snowfall: 5 }, 'heavy snow (5 cm in 6 h)'],
  [{ wind_gusts_10m: 50 }, 'strong gusts (50 km/h)'],
  [{ wind_gusts_10m: 61 }, 'strong gusts (61 km/h)'],
  [{ wind_gusts_10m: 62 }, 'gale gusts (62 km/h)'],
  [{ wind_gusts_10m: 120 }, 'hurricane-force gusts (120 km/h)'],
  [{ wind_speed_10m: 55, temperature_2m: 15 }, 'near gale (mean wind 55 km/h)'],
  [
    { temperature_2m: 33, relative_humidity_2m: 70 },
    expect.stringMatching(/^dangerous heat \(heat index 43/),
  ],
  [{ temperature_2m: 38, relative_humidity_2m: null }, 'heat (temperature 38 °C)'],
  [{ apparent_temperature: 38.8 }, 'heat (felt with sun and wind 38.8 °C)'],
  [{ precipitation: 10 }, 'heavy rain (10 mm in 1 h)'],
  [{ precipitation: 26 }, 'very heavy rain (26 mm in 1 h)'],
  [{ visibility: 150 }, 'dense fog or very poor visibility (visibility 150 m)'],
  [{ uv_index: 8.2 }, 'very high UV (UV index 8.2)'],
  [{ us_aqi: 120 }, 'air unhealthy for sensitive groups (US air index 120)'],
  [{ us_aqi: 350 }, 'air hazardous (US air index 350)'],
])('%o is named', (change, text) => {
  expect(textsOf(hoursOf({}, change, {}))).toContainEqual(text);
});

test.each([
  { wind_gusts_10m: 49 },
  { snowfall: 0.9 },
  { precipitation: 9.9 },
  { temperature_2m: 0.1, wind_speed_10m: 0 },
  { visibility: 1000 },
  { us_aqi: 100 },
  { uv_index: 7.9 },
])('%o is below every limit', (change) => {
  expect(textsOf(hoursOf(change))).toEqual([]);
});

test('wind makes cold colder, and frost is told beside it', () => {
  expect(textsOf(hoursOf({ temperature_2m: -20, wind_speed_10m: 30 }))).toEqual([
    'dangerous cold (wind chill -32.6 °C)',
    'frost (-20 °C)',
  ]);
  expect(textsOf(hoursOf({ temperature_2m: -12, wind_speed_10m: null }))).toContain(
    'cold (temperature -12 °C)',
  );
});

test('rain in freezing air is ice, snow is not', () => {
  const freezing = { temperature_2m: -1, precipitation: 0.7 };
  expect(textsOf(hoursOf(freezing))[0]).toBe('ice: rain in freezing air (0.7 mm)');
  expect(textsOf(hoursOf({ ...freezing, snowfall: 0.49 }))).toEqual(['frost (-1 °C)']);
  expect(textsOf(hoursOf({ ...freezing, weather_code: 73 }))).toEqual(['frost (-1 °C)']);
});

test('rain of many hours adds up, and water that falls as snow is none of it', () => {
  const drizzle = Array.from({ length: 24 }, () => ({ precipitation: 0.9 }));
  expect(textsOf(hoursOf(...drizzle))).toEqual(['heavy rain (21.6 mm in 24 h)']);
  const snow = drizzle.map((hour) => ({ ...hour, snowfall: 0.63 }));
  expect(textsOf(hoursOf(...snow))).not.toContainEqual(expect.stringContaining('rain'));
});

test('rain over midnight counts for the day in which it becomes heavy', () => {
  const hours = hoursOf({}, { precipitation: 9 }, { precipitation: 9 }, { precipitation: 9 });
  expect(risksIn(hours, { from: 2 * hourMs, to: 4 * hourMs }, 'metric').risks).toMatchObject([
    { hazard: 'heavy rain', text: 'heavy rain (27 mm in 24 h)', from: hourMs, to: 4 * hourMs },
  ]);
});

test('rain that was heavy before the span is not told of it again', () => {
  const hours = hoursOf({}, { precipitation: 25 }, { precipitation: 0.2 }, {});
  const tomorrow = { from: 2 * hourMs, to: 4 * hourMs };
  expect(risksIn(hours, tomorrow, 'metric').risks).toEqual([]);
  const again = hoursOf({}, { precipitation: 40 }, { precipitation: 9 }, { precipitation: 12 });
  expect(risksIn(again, tomorrow, 'metric').risks).toMatchObject([
    { text: 'heavy rain (21 mm in 24 h)', from: 2 * hourMs, to: 4 * hourMs },
  ]);
});

test('a risk is told from its first to its last hour, with its worst value, the gravest first', () => {
  const hours = hoursOf({}, { wind_gusts_10m: 55 }, { wind_gusts_10m: 70, weather_code: 67 }, {});
  expect(risksIn(hours, { from: 0, to: 4 * hourMs }, 'metric').risks).toMatchObject([
    { grade: 3, text: 'ice: heavy freezing rain', from: 2 * hourMs, to: 3 * hourMs },
    { grade: 2, text: 'gale gusts (70 km/h)', from: hourMs, to: 3 * hourMs },
  ]);
});

test('only the hours of the span count', () => {
  const hours = hoursOf({ wind_gusts_10m: 90 }, {}, { wind_gusts_10m: 90 });
  expect(risksIn(hours, { from: hourMs, to: 2 * hourMs }, 'metric').risks).toEqual([]);
});

test.each([
  ['wind_gusts_10m', ['gusts']],
  ['precipitation', ['heavy rain']],
  ['us_aqi', ['air quality']],
  ['temperature_2m', ['heat', 'cold', 'frost']],
  ['weather_code', ['thunderstorms']],
] as const)('a missing %s leaves hazards unjudged', (column, names) => {
  const { unjudged } = risksIn(hoursOf({}, { [column]: null }), { from: 0, to: 2 * hourMs }, 'metric');
  expect(unjudged).toEqual(names.map((name) => ({ name, hours: 1 })));
});

test('hours that are not there are not judged', () => {
  const { unjudged, hours } = risksIn(hoursOf({}), { from: 0, to: 24 * hourMs }, 'metric');
  expect(hours).toBe(24);
  expect(unjudged.map((one) => one.hours)).toEqual(Array(11).fill(23));
});

test('values and limits come in the units asked for', () => {
  expect(textsOf(hoursOf({ wind_gusts_10m: 72.4, snowfall: 5.08 }), 'imperial')).toEqual([
    'gale gusts (45 mph)',
    'heavy snow (2 inch in 6 h)',
  ]);
  expect(thresholdsText('metric')).toMatchInlineSnapshot(
    `"ice (freezing rain or drizzle, rain in freezing air), thunderstorms, gusts from 50 km/h or mean wind from 50 km/h, snow from 1 cm in 24 h, heavy rain from 20 mm in 24 h or from 10 mm in 1 h, heat index from 32 °C or felt with sun and wind from 32 °C, wind chill down to -10 °C, frost down to 0 °C, fog or visibility under 1 km (0.6 mi), UV index from 8, US air index from 101"`,
  );
  expect(thresholdsText('imperial')).toMatchInlineSnapshot(
    `"ice (freezing rain or drizzle, rain in freezing air), thunderstorms, gusts from 31 mph or mean wind from 31 mph, snow from 0.4 inch in 24 h, heavy rain from 0.79 inch in 24 h or from 0.39 inch in 1 h, heat index from 90 °F or felt with sun and wind from 90 °F, wind chill down to 14 °F, frost down to 32 °F, fog or visibility under 1 km (0.6 mi), UV index from 8, US air index from 101"`,
  );
});
