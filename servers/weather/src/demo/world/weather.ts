import type { Frame } from './frame.ts';
import { column, field, fine } from './frame.ts';
import { at, clamp, DAY } from './math.ts';
import type { SunDay } from './sun.ts';
import { solarHour, sunDay, yearAngle } from './sun.ts';

/** K per metre: between the free lapse rate and that of a high plain, which the sun warms. */
const LAPSE = 0.0048;

/** Runs `body` for every instant with the sun of its day, which changes too slowly to compute every hour. */
export function eachInstant(
  frame: Frame,
  offset: number,
  body: (i: number, time: number, day: SunDay) => void,
): void {
  let dayNumber = Number.NaN;
  let day = sunDay(frame.start);
  for (let i = 0; i < frame.count; i += 1) {
    const time = frame.start + i * frame.step + offset;
    const number = Math.floor(time / (DAY / 4));
    if (number !== dayNumber) {
      day = sunDay(number * (DAY / 4));
      dayNumber = number;
    }
    body(i, time, day);
  }
}

/** Temperature without the daily cycle, in °C: season, warming trend, height and passing air masses. */
export function airMass(frame: Frame): Float64Array {
  return column(frame, 'air_mass', (out) => {
    const { climate, elevation, trend, warmBias } = frame.site;
    const warmth = field(frame, 'warmth');
    const base = climate.annualMean - elevation * LAPSE + warmBias;
    eachInstant(frame, 0, (i, time) => {
      const season = Math.cos(yearAngle(time) - climate.seasonalPeak);
      const winter = 1 - 0.2 * season * Math.sign(climate.seasonalSwing);
      const years = clamp((time / DAY - 10957) / 365.2425, -50, 120);
      out[i] =
        base + climate.seasonalSwing * season + trend * years + climate.restlessness * winter * at(warmth, i);
    });
  });
}

/** Moisture of the column on the scale of `Climate.wetness`: rain falls where it exceeds `RAIN_THRESHOLD`. */
export function moisture(frame: Frame): Float64Array {
  return column(frame, 'moisture', (out) => {
    const { climate, land, longitude } = frame.site;
    const noise = field(frame, 'moisture');
    const pressure = field(frame, 'pressure');
    const mass = airMass(frame);
    eachInstant(frame, 0, (i, time, day) => {
      const season = climate.wetnessSwing * Math.cos(yearAngle(time) - climate.wetnessPeak);
      const hour = solarHour(time, longitude, day);
      const heat = land ? 0.35 * clamp((at(mass, i) - 14) / 12, 0, 1) : 0;
      const afternoon = heat * Math.cos(((hour - 16) / 24) * 2 * Math.PI);
      out[i] = 0.86 * at(noise, i) - 0.5 * at(pressure, i) + climate.wetness + season + afternoon;
    });
  });
}

export const RAIN_THRESHOLD = 1.3;

/** Total cloud cover in %, more than half wherever rain falls. */
export function cloudCover(frame: Frame): Float64Array {
  return column(frame, 'cloud', (out) => {
    const wet = moisture(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = 100 * clamp(0.44 + 0.36 * at(wet, i), 0, 1);
  });
}

/** Sine of the sun's elevation in the middle of the step before each instant (`instant`: at the instant). */
export function sunSine(frame: Frame, instant: boolean): Float64Array {
  return column(frame, instant ? 'sun_instant' : 'sun_step', (out) => {
    const { sinLat, cosLat, longitude } = frame.site;
    eachInstant(frame, instant ? 0 : -frame.step / 2, (i, time, day) => {
      const angle = ((solarHour(time, longitude, day) - 12) * Math.PI) / 12;
      out[i] = sinLat * day.sinDeclination + cosLat * day.cosDeclination * Math.cos(angle);
    });
  });
}

/** The daily cycle of the temperature in K: warmest about 15 h solar time, weak under cloud and in polar night. */
function diurnal(frame: Frame): Float64Array {
  return column(frame, 'diurnal', (out) => {
    const { climate, sinLat, cosLat, longitude } = frame.site;
    const cloud = cloudCover(frame);
    eachInstant(frame, 0, (i, time, day) => {
      const noon = sinLat * day.sinDeclination + cosLat * day.cosDeclination;
      const midnight = sinLat * day.sinDeclination - cosLat * day.cosDeclination;
      const power = clamp((noon - Math.max(0, midnight)) * 1.35, 0, 1) ** 0.6;
      const phase = ((solarHour(time, longitude, day) - 15) * Math.PI) / 12;
      const shape = Math.cos(phase) + 0.18 * Math.cos(2 * phase + 0.6);
      out[i] = climate.diurnalSwing * power * (1 - 0.0062 * at(cloud, i)) * shape;
    });
  });
}

/** Air temperature at 2 m in °C. */
export function temperature(frame: Frame): Float64Array {
  return column(frame, 'temperature', (out) => {
    const mass = airMass(frame);
    const cycle = diurnal(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = at(mass, i) + at(cycle, i);
  });
}

/** Relative humidity at 2 m in %: high when the air is moist, low in the heat of the day. */
export function humidity(frame: Frame): Float64Array {
  return column(frame, 'humidity', (out) => {
    const wet = moisture(frame);
    const cycle = diurnal(frame);
    const base = frame.site.land ? 70 : 77;
    for (let i = 0; i < frame.count; i += 1) {
      const raining = at(wet, i) > RAIN_THRESHOLD ? 6 : 0;
      out[i] = clamp(base + 12.5 * at(wet, i) - 3 * at(cycle, i) + raining, 6, 100);
    }
  });
}

/** Pressure at sea level in hPa. */
export function seaLevelPressure(frame: Frame): Float64Array {
  return column(frame, 'pressure', (out) => {
    const { climate } = frame.site;
    const highs = field(frame, 'pressure');
    const warmth = field(frame, 'warmth');
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = climate.pressure + climate.pressureSpread * at(highs, i) - 0.8 * at(warmth, i);
    }
  });
}

function windComponent(frame: Frame, name: 'east' | 'north'): Float64Array {
  return column(frame, `wind:${name}`, (out) => {
    const { climate, land, longitude } = frame.site;
    const noise = field(frame, name);
    const pressure = field(frame, 'pressure');
    const mean = name === 'east' ? climate.windEast : climate.windNorth;
    eachInstant(frame, 0, (i, time, day) => {
      const storm = 1 + 0.3 * clamp(-at(pressure, i), 0, 2.5);
      const hour = land ? Math.cos(((solarHour(time, longitude, day) - 14.5) * Math.PI) / 12) : 0;
      out[i] = (mean + climate.windSpread * at(noise, i)) * storm * (1 + 0.2 * hour);
    });
  });
}

/** Eastward wind at 10 m in m/s. */
function windEast(frame: Frame): Float64Array {
  return windComponent(frame, 'east');
}

/** Northward wind at 10 m in m/s. */
function windNorth(frame: Frame): Float64Array {
  return windComponent(frame, 'north');
}

/** Wind speed at 10 m in m/s. */
export function windSpeed(frame: Frame): Float64Array {
  return column(frame, 'wind_speed', (out) => {
    const east = windEast(frame);
    const north = windNorth(frame);
    for (let i = 0; i < frame.count; i += 1) out[i] = 0.4 + Math.sqrt(at(east, i) ** 2 + at(north, i) ** 2);
  });
}

/** Gusts at 10 m in m/s, always above the mean wind. */
export function windGusts(frame: Frame): Float64Array {
  return column(frame, 'gusts', (out) => {
    const speed = windSpeed(frame);
    const wet = moisture(frame);
    const rough = frame.site.land ? 0.75 : 0.35;
    for (let i = 0; i < frame.count; i += 1) {
      const showery = clamp(at(wet, i) - 0.8, 0, 1.5);
      const time = frame.start + i * frame.step;
      const factor = 1.15 + rough * (0.6 + 0.3 * fine(frame, 31, time)) + 0.18 * showery;
      out[i] = at(speed, i) * factor + 0.6;
    }
  });
}

/** Direction that the wind comes from, in degrees, 0 to 360. */
export function windDirection(frame: Frame): Float64Array {
  return column(frame, 'wind_direction', (out) => {
    const east = windEast(frame);
    const north = windNorth(frame);
    for (let i = 0; i < frame.count; i += 1) {
      out[i] = (Math.atan2(-at(east, i), -at(north, i)) * 180) / Math.PI;
      if (at(out, i) < 0) out[i] = at(out, i) + 360;
    }
  });
}

/** Convective energy in J/kg: large in warm, moist air over land in the afternoon. */
export function convectiveEnergy(frame: Frame): Float64Array {
  return column(frame, 'cape', (out) => {
    const air = temperature(frame);
    const wet = moisture(frame);
    for (let i = 0; i < frame.count; i += 1) {
      const heat = clamp((at(air, i) - 12) / 18, 0, 1.3);
      out[i] = Math.max(0, 2600 * heat * heat * clamp((at(wet, i) + 0.1) / 2.2, 0, 1.2));
    }
  });
}
