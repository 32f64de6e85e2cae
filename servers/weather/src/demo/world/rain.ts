import type { Frame } from './frame.ts';
import { column, createFrame, field, fine } from './frame.ts';
import { at, clamp, DAY, HOUR, round } from './math.ts';
import { yearAngle } from './sun.ts';
import {
  airMass,
  cloudCover,
  convectiveEnergy,
  eachInstant,
  humidity,
  moisture,
  RAIN_THRESHOLD,
  temperature,
  windSpeed,
} from './weather.ts';

/** Rain turns to snow below this temperature at 2 m, in °C. */
const SNOW_LIMIT = 0.9;
/** Convective energy in J/kg above which the rain comes as showers. */
const SHOWER_LIMIT = 450;
/** How the sum of an hour falls on its quarters. */
const QUARTERS = [0.2, 0.3, 0.3, 0.2] as const;

/** The hourly frame whose hours cover a finer one; itself when the frame is hourly or coarser. */
function hourlyFrame(frame: Frame): Frame {
  if (frame.step >= HOUR) return frame;
  const start = Math.ceil(frame.start / HOUR) * HOUR;
  const last = frame.start + (frame.count - 1) * frame.step;
  const count = Math.max(1, Math.ceil((last - start) / HOUR) + 1);
  return createFrame(frame.site, start, HOUR, count, frame.drift);
}

function hourlySums(frame: Frame): Float64Array {
  return column(frame, 'hourly_sums', (out) => {
    const wet = moisture(frame);
    const mass = airMass(frame);
    const hours = frame.step / HOUR;
    for (let i = 0; i < frame.count; i += 1) {
      const excess = at(wet, i) - RAIN_THRESHOLD;
      if (excess <= 0) continue;
      const burst = 0.5 + 0.5 * fine(frame, 17, frame.start + i * frame.step);
      const capacity = clamp(Math.exp(0.045 * (at(mass, i) - 10)), 0.25, 2.2);
      out[i] = round(1.35 * excess ** 1.3 * capacity * (0.35 + 1.6 * burst * burst) * hours, 1);
    }
  });
}

/** Precipitation of the step before each instant in mm, in the tenths that gauges and the real API report. */
export function precipitation(frame: Frame): Float64Array {
  if (frame.step >= HOUR) return hourlySums(frame);
  return column(frame, 'precipitation', (out) => {
    const hourly = hourlyFrame(frame);
    const sums = hourlySums(hourly);
    for (let i = 0; i < frame.count; i += 1) {
      const time = frame.start + i * frame.step;
      const hour = Math.ceil(time / HOUR) * HOUR;
      const quarter = 3 - Math.round((hour - time) / 900);
      out[i] = round(at(sums, (hour - hourly.start) / HOUR) * (QUARTERS[quarter] ?? 0.25), 2);
    }
  });
}

type Kind = 'rain' | 'showers' | 'snow';

function kindAt(celsius: number, energy: number): Kind {
  if (celsius < SNOW_LIMIT) return 'snow';
  return energy > SHOWER_LIMIT ? 'showers' : 'rain';
}

/** The part of the precipitation that falls as one kind, in mm of water; the kinds add up to the whole. */
export function precipitationOf(frame: Frame, kind: Kind): Float64Array {
  return column(frame, `precipitation:${kind}`, (out) => {
    const sums = precipitation(frame);
    const air = temperature(frame);
    const energy = convectiveEnergy(frame);
    for (let i = 0; i < frame.count; i += 1) {
      if (at(sums, i) > 0 && kindAt(at(air, i), at(energy, i)) === kind) out[i] = at(sums, i);
    }
  });
}

/** Probability of at least 0.1 mm in the step, in %; it flattens as the drift's lead time grows. */
export function precipitationProbability(frame: Frame, now: number): Float64Array {
  return column(frame, 'precipitation_probability', (out) => {
    const wet = moisture(frame);
    for (let i = 0; i < frame.count; i += 1) {
      const lead = Math.max(0, frame.start + i * frame.step - now) / DAY;
      const sharpness = 5.5 / (1 + lead / 3);
      out[i] = Math.round(100 / (1 + Math.exp(-sharpness * (at(wet, i) - RAIN_THRESHOLD))));
    }
  });
}

/** Picks the code of the first limit above the rate; the last code has no limit. */
function graded(rate: number, limits: readonly (readonly [number, number])[], heaviest: number): number {
  return limits.find(([limit]) => rate < limit)?.[1] ?? heaviest;
}

function fallingCode(kind: Kind, rate: number, celsius: number, energy: number): number {
  if (kind === 'snow' && energy > SHOWER_LIMIT / 3) return graded(rate, [[1.2, 85]], 86);
  if (kind === 'snow')
    return graded(
      rate,
      [
        [0.4, 71],
        [1.2, 73],
      ],
      75,
    );
  if (energy > 1100 && rate >= 1.5) return 95;
  if (kind === 'showers')
    return graded(
      rate,
      [
        [2.5, 80],
        [7.6, 81],
      ],
      82,
    );
  if (celsius < SNOW_LIMIT + 0.15) return graded(rate, [[0.35, 56]], 66);
  return graded(
    rate,
    [
      [0.15, 51],
      [0.35, 53],
      [2.5, 61],
      [7.6, 63],
    ],
    65,
  );
}

function dryCode(cloud: number, humid: number, wind: number): number {
  if (humid >= 97 && wind < 2.6) return 45;
  if (cloud < 12.5) return 0;
  if (cloud < 37.5) return 1;
  return cloud < 75 ? 2 : 3;
}

/** WMO weather code of each instant, from the same rain, cloud, humidity and wind that the frame reports. */
export function weatherCode(frame: Frame): Float64Array {
  return column(frame, 'weather_code', (out) => {
    const sums = precipitation(frame);
    const air = temperature(frame);
    const energy = convectiveEnergy(frame);
    const cloud = cloudCover(frame);
    const humid = humidity(frame);
    const wind = windSpeed(frame);
    const hours = frame.step / HOUR;
    for (let i = 0; i < frame.count; i += 1) {
      const mm = at(sums, i);
      out[i] =
        mm > 0
          ? fallingCode(kindAt(at(air, i), at(energy, i)), mm / hours, at(air, i), at(energy, i))
          : dryCode(at(cloud, i), at(humid, i), at(wind, i));
    }
  });
}

/** Depth of lying snow in m: it follows the cold of the past weeks, so that any window sees the same snow. */
export function snowDepth(frame: Frame): Float64Array {
  return column(frame, 'snow_depth', (out) => {
    const { climate, elevation, land, trend } = frame.site;
    if (!land) return;
    const slow = field(frame, 'slow');
    const base = climate.annualMean - elevation * 0.0048;
    const supply = clamp(0.75 + 0.5 * climate.wetness, 0.15, 1.2);
    eachInstant(frame, 0, (i, time) => {
      const season = Math.cos(yearAngle(time) - climate.seasonalPeak - 0.45);
      const years = (time / DAY - 10957) / 365.2425;
      const cold = base + climate.seasonalSwing * season + trend * years + 2.2 * at(slow, i);
      out[i] = cold < 0 ? Math.min(4, 0.045 * supply * (-cold) ** 1.15) : 0;
    });
  });
}
