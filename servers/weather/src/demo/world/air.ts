import type { Frame } from './frame.ts';
import { column, field } from './frame.ts';
import { at, clamp, longitudeGap } from './math.ts';
import { shortwave } from './radiation.ts';
import { solarHour, yearAngle } from './sun.ts';
import { eachInstant, moisture, temperature, windSpeed } from './weather.ts';

/** Regions of bad air as lat, lon, radius in degrees (N-S, E-W), and times the background. */
const SMOKE = [
  [28, 79, 6, 10, 5],
  [35, 114, 7, 8, 2.5],
  [8, 8, 7, 12, 1.6],
  [30, 31, 3, 3, 1.5],
  [51, 15, 6, 10, 0.5],
  [40, -80, 6, 12, 0.4],
  [19.4, -99, 2, 2, 1.4],
] as const;

const DUST = [
  [22, 5, 8, 25, 90],
  [25, 48, 8, 10, 70],
  [40, 90, 5, 12, 60],
] as const;

function near(table: readonly (readonly [number, number, number, number, number])[], frame: Frame): number {
  const { latitude, longitude } = frame.site;
  return table.reduce((sum, [lat, lon, high, wide, value]) => {
    const dy = (latitude - lat) / high;
    const dx = longitudeGap(longitude, lon) / wide;
    return sum + value * Math.exp(-(dx * dx + dy * dy));
  }, 0);
}

/** How much the air stands still: 1 on a common day, 3 in a winter inversion, less in wind and rain. */
function stagnation(frame: Frame): Float64Array {
  return column(frame, 'stagnation', (out) => {
    const wind = windSpeed(frame);
    const wet = moisture(frame);
    const slow = field(frame, 'slow');
    const { climate } = frame.site;
    eachInstant(frame, 0, (i, time) => {
      const summer = Math.sign(climate.seasonalSwing) * Math.cos(yearAngle(time) - climate.seasonalPeak);
      const still = 3.4 / (1.2 + at(wind, i)) + 0.25 * at(slow, i) - 0.25 * summer;
      out[i] = clamp(still * (at(wet, i) > 1.3 ? 0.6 : 1), 0.15, 3.5);
    });
  });
}

/** Two rush hours on a quiet background, 1 on average. */
function traffic(hour: number): number {
  return 0.75 + 0.8 * Math.exp(-(((hour - 8) / 2) ** 2)) + 0.9 * Math.exp(-(((hour - 18.5) / 2.4) ** 2));
}

/** Fine particles in μg/m³. */
export function fineParticles(frame: Frame): Float64Array {
  return column(frame, 'pm2_5', (out) => {
    const still = stagnation(frame);
    const source = (frame.site.land ? 7.5 : 3.5) * (1 + near(SMOKE, frame));
    const dusty = dust(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = source * at(still, i) + 0.12 * at(dusty, i);
  });
}

/** Coarse and fine particles in μg/m³, never less than the fine ones alone. */
export function coarseParticles(frame: Frame): Float64Array {
  return column(frame, 'pm10', (out) => {
    const fine = fineParticles(frame);
    const dusty = dust(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(fine, i) * 1.45 + 0.7 * at(dusty, i);
  });
}

/** Desert dust in μg/m³. */
export function dust(frame: Frame): Float64Array {
  return column(frame, 'dust', (out) => {
    const swell = field(frame, 'slow');
    const wind = windSpeed(frame);
    const source = near(DUST, frame);
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = Math.max(0, (0.4 + source) * (0.5 + 0.5 * at(swell, i)) * (0.4 + 0.14 * at(wind, i)));
    }
  });
}

/** A gas that follows traffic, in μg/m³ around `level`. */
export function trafficGas(frame: Frame, name: string, level: number, swing: number): Float64Array {
  return column(frame, name, (out) => {
    const still = stagnation(frame);
    const source = level * (frame.site.land ? 1 : 0.3) * (1 + 0.5 * near(SMOKE, frame));
    const { longitude } = frame.site;
    eachInstant(frame, 0, (i, time, day) => {
      const rush = 1 + swing * (traffic(solarHour(time, longitude, day)) - 1);
      out[i] = source * at(still, i) * rush;
    });
  });
}

/** Ozone in μg/m³: made by sun and heat, eaten by traffic at night. */
export function ozone(frame: Frame): Float64Array {
  return column(frame, 'ozone', (out) => {
    const sun = shortwave(frame, false);
    const air = temperature(frame);
    const still = stagnation(frame);
    for (let i = 0; i < frame.count; i += 1) {
      const made = 0.055 * at(sun, i) * clamp(0.5 + at(air, i) / 30, 0.3, 1.7);
      out[i] = clamp(62 + made - 9 * at(still, i), 4, 320);
    }
  });
}

/** Season of a plant's pollen: day of the year it peaks, width in days, highest grains/m³. */
export interface PollenSeason {
  peak: number;
  width: number;
  height: number;
}

/** Pollen in grains/m³, 0 out of season and in rain. */
export function pollen(frame: Frame, name: string, season: PollenSeason): Float64Array {
  return column(frame, `pollen:${name}`, (out) => {
    const wet = moisture(frame);
    const air = temperature(frame);
    eachInstant(frame, 0, (i, time) => {
      const dayOfYear = (yearAngle(time) / (2 * Math.PI)) * 365.25;
      const bloom = Math.exp(-(((dayOfYear - season.peak) / season.width) ** 2));
      const weather = clamp((at(air, i) - 3) / 12, 0, 1.4) * clamp(1 - 0.5 * at(wet, i), 0, 1.6);
      out[i] = bloom < 0.01 ? 0 : season.height * bloom * weather;
    });
  });
}
