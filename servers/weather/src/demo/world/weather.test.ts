import { expect, test } from 'vitest';
import type { Frame } from './frame.ts';
import { createFrame } from './frame.ts';
import { at, HOUR } from './math.ts';
import { shortwave, uvIndex } from './radiation.ts';
import { precipitation, precipitationOf, snowDepth, weatherCode } from './rain.ts';
import { createSite, worldSeed } from './site.ts';
import {
  cloudCover,
  humidity,
  seaLevelPressure,
  sunSine,
  temperature,
  windGusts,
  windSpeed,
} from './weather.ts';

const SITES = {
  london: [51.5, -0.1],
  sydney: [-33.9, 151.2],
  newYork: [40.7, -74],
  singapore: [1.3, 103.8],
  cairo: [30, 31.2],
  yakutsk: [62, 129.7],
  tromso: [69.6, 19],
} as const;

function frame(name: keyof typeof SITES, from: string, hours: number, seed = 1): Frame {
  const [latitude, longitude] = SITES[name];
  const site = createSite({ seed: worldSeed(seed), latitude, longitude, settled: true });
  return createFrame(site, Date.parse(`${from}T00:00:00Z`) / 1000, HOUR, hours);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function meanOf(name: keyof typeof SITES, month: string): number {
  return mean(
    [1, 2, 3, 4, 5].flatMap((seed) => Array.from(temperature(frame(name, `2024-${month}-01`, 720, seed)))),
  );
}

const YEAR = 8760;

test('July is warm and January cold in London, and the reverse in Sydney', () => {
  expect(meanOf('london', '07')).toBeGreaterThan(meanOf('london', '01') + 8);
  expect(meanOf('sydney', '01')).toBeGreaterThan(meanOf('sydney', '07') + 5);
  expect(meanOf('london', '07')).toBeGreaterThan(12);
  expect(meanOf('london', '07')).toBeLessThan(25);
});

test('the tropics know no winter, and Siberia a hard one', () => {
  expect(Math.abs(meanOf('singapore', '01') - meanOf('singapore', '07'))).toBeLessThan(3);
  expect(meanOf('singapore', '01')).toBeGreaterThan(22);
  expect(meanOf('yakutsk', '01')).toBeLessThan(-20);
});

test('the afternoon is warmer than the night before it on average', () => {
  const air = temperature(frame('newYork', '2024-05-01', 24 * 60));
  const local = (hour: number): number[] => Array.from(air).filter((_, i) => i % 24 === (hour + 5) % 24);
  expect(mean(local(15))).toBeGreaterThan(mean(local(4)) + 3);
});

test('it is colder on the mountain', () => {
  const seed = worldSeed(1);
  const start = Date.parse('2024-05-01T00:00:00Z') / 1000;
  const means = [0, 1500, 3000].map((elevation) =>
    mean(
      temperature(createFrame(createSite({ seed, latitude: 46, longitude: 8, elevation }), start, HOUR, 240)),
    ),
  );
  expect(at(means, 0)).toBeGreaterThan(at(means, 1) + 4);
  expect(at(means, 1)).toBeGreaterThan(at(means, 2) + 4);
});

test('rain falls from clouds, in moist air, with a code that says so, and never from a clear sky', () => {
  const year = frame('london', '2024-01-01', YEAR);
  const sums = precipitation(year);
  const [cloud, humid, code] = [cloudCover(year), humidity(year), weatherCode(year)];
  for (let i = 0; i < YEAR; i += 1) {
    if (at(sums, i) > 0) {
      expect(at(cloud, i)).toBeGreaterThan(75);
      expect(at(humid, i)).toBeGreaterThan(55);
      expect(at(code, i)).toBeGreaterThanOrEqual(51);
    } else expect(at(code, i)).toBeLessThan(50);
  }
  expect(sums.filter((value) => value > 0).length / YEAR).toBeGreaterThan(0.04);
  expect(sums.filter((value) => value > 0).length / YEAR).toBeLessThan(0.3);
});

test('the kinds of precipitation add up, and snow needs cold', () => {
  const winter = frame('yakutsk', '2024-09-01', 5000);
  const air = temperature(winter);
  const sums = precipitation(winter);
  const kinds = (['rain', 'showers', 'snow'] as const).map((kind) => precipitationOf(winter, kind));
  for (let i = 0; i < 5000; i += 1) {
    expect(kinds.reduce((sum, values) => sum + at(values, i), 0)).toBe(at(sums, i));
    if (at(kinds[2] ?? sums, i) > 0) expect(at(air, i)).toBeLessThan(1);
  }
  expect(Math.max(...(kinds[2] ?? []))).toBeGreaterThan(0);
  expect(Math.max(...snowDepth(winter))).toBeGreaterThan(0.1);
  expect(Math.max(...snowDepth(frame('singapore', '2024-01-01', 100)))).toBe(0);
});

test('a desert is dry and a rainforest wet', () => {
  const yearly = (name: keyof typeof SITES): number =>
    mean(
      [1, 2, 3].map((seed) =>
        precipitation(frame(name, '2024-01-01', YEAR, seed)).reduce((a, b) => a + b, 0),
      ),
    );
  expect(yearly('cairo')).toBeLessThan(350);
  expect(yearly('singapore')).toBeGreaterThan(1500);
  expect(yearly('london')).toBeGreaterThan(400);
  expect(yearly('london')).toBeLessThan(1500);
});

test('gusts exceed the wind, and every value stays within the physics', () => {
  for (const name of ['tromso', 'newYork', 'cairo'] as const) {
    const year = frame(name, '2024-01-01', YEAR);
    const [wind, gusts, pressure, humid] = [
      windSpeed(year),
      windGusts(year),
      seaLevelPressure(year),
      humidity(year),
    ];
    for (let i = 0; i < YEAR; i += 1) expect(at(gusts, i)).toBeGreaterThan(at(wind, i));
    expect(Math.max(...gusts)).toBeLessThan(60);
    expect(Math.min(...pressure)).toBeGreaterThan(930);
    expect(Math.max(...pressure)).toBeLessThan(1070);
    expect(Math.max(...humid)).toBeLessThanOrEqual(100);
  }
});

test('the sun shines by day only, and the polar night is dark', () => {
  const day = frame('london', '2024-06-01', 240);
  const [sun, sine, uv] = [shortwave(day, true), sunSine(day, true), uvIndex(day, true)];
  for (let i = 0; i < 240; i += 1) expect(at(sun, i) > 0).toBe(at(sine, i) > 0);
  expect(Math.max(...uv)).toBeGreaterThan(5);
  expect(Math.max(...shortwave(frame('tromso', '2024-12-15', 240), false))).toBe(0);
});

test('weather lasts: the same hour of the next day is alike, and that of the next month is not', () => {
  const air = temperature(frame('london', '2024-01-01', YEAR));
  const gap = (hours: number): number =>
    mean(Array.from({ length: YEAR - hours }, (_, i) => Math.abs(at(air, i + hours) - at(air, i))));
  expect(gap(1)).toBeLessThan(1);
  expect(gap(24)).toBeLessThan(gap(24 * 30) * 0.75);
});

test('neighbours share their weather, also across the antimeridian', () => {
  const seed = worldSeed(1);
  const pressureAt = (longitude: number): Float64Array =>
    seaLevelPressure(createFrame(createSite({ seed, latitude: 50, longitude }), 1_700_000_000, HOUR, 200));
  const [west, east, far] = [pressureAt(-179.9), pressureAt(179.9), pressureAt(100)];
  const gap = (a: Float64Array, b: Float64Array): number =>
    mean(a.map((value, i) => Math.abs(value - at(b, i))));
  expect(gap(west, east)).toBeLessThan(1);
  expect(gap(west, far)).toBeGreaterThan(3);
});

test('weather systems travel east', () => {
  const gapTo = (degrees: number): number =>
    mean(
      [1, 2, 3].map((seed) => {
        const at50 = (longitude: number, start: number): Float64Array =>
          seaLevelPressure(createFrame(createSite({ seed, latitude: 50, longitude }), start, HOUR * 6, 200));
        const today = at50(0, 1_700_000_000);
        const tomorrow = at50(degrees, 1_700_000_000 + 24 * HOUR);
        return mean(today.map((value, i) => Math.abs(value - at(tomorrow, i))));
      }),
    );
  expect(gapTo(8)).toBeLessThan(gapTo(0));
  expect(gapTo(8)).toBeLessThan(gapTo(-8));
});
