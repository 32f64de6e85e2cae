import { clamp, DAY, RADIANS } from './math.ts';

/** Declination and equation of time for one instant (Spencer's Fourier series, accurate to about 1 minute). */
export interface SunDay {
  sinDeclination: number;
  cosDeclination: number;
  /** Minutes by which the true sun is ahead of the mean sun. */
  equationMinutes: number;
  /** Square of mean distance over distance: scales the solar constant. */
  distanceFactor: number;
}

const YEAR_DAYS = 365.2425;
/** 2000-01-01T00:00Z, from which the angle of the year is counted. */
const EPOCH = 946_684_800;

/** The fraction of the year that has passed, in radians, for unix seconds. */
export function yearAngle(time: number): number {
  const years = (time - EPOCH) / (DAY * YEAR_DAYS);
  return 2 * Math.PI * (years - Math.floor(years));
}

/** Where the sun stands in its year at unix seconds. */
export function sunDay(time: number): SunDay {
  const g = yearAngle(time);
  const declination =
    0.006918 -
    0.399912 * Math.cos(g) +
    0.070257 * Math.sin(g) -
    0.006758 * Math.cos(2 * g) +
    0.000907 * Math.sin(2 * g) -
    0.002697 * Math.cos(3 * g) +
    0.00148 * Math.sin(3 * g);
  const equation =
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(g) -
      0.032077 * Math.sin(g) -
      0.014615 * Math.cos(2 * g) -
      0.040849 * Math.sin(2 * g));
  return {
    sinDeclination: Math.sin(declination),
    cosDeclination: Math.cos(declination),
    equationMinutes: equation,
    distanceFactor: 1 + 0.033 * Math.cos(g),
  };
}

/** True solar time in hours, 0 to 24, 12 when the sun is in the meridian. */
export function solarHour(time: number, longitude: number, day: SunDay): number {
  const hours = ((time % DAY) + DAY) / 3600 + longitude / 15 + day.equationMinutes / 60;
  return ((hours % 24) + 24) % 24;
}

export type SunTransit =
  | { kind: 'polar_day' }
  | { kind: 'polar_night' }
  | { kind: 'transit'; sunrise: number; sunset: number };

/** Sine of -0.833°: the upper limb, seen through refraction, touches the horizon. */
const SINE_HORIZON = Math.sin(-0.833 * RADIANS);

/** Sunrise and sunset in unix seconds around the solar noon of the local day that starts at `midnight`. */
export function sunTransit(midnight: number, latitude: number, longitude: number): SunTransit {
  const day = sunDay(midnight + DAY / 2);
  const lat = clamp(latitude, -89.99, 89.99) * RADIANS;
  const cosine = (SINE_HORIZON - Math.sin(lat) * day.sinDeclination) / (Math.cos(lat) * day.cosDeclination);
  if (cosine >= 1) return { kind: 'polar_night' };
  if (cosine <= -1) return { kind: 'polar_day' };
  const halfDay = (Math.acos(cosine) / RADIANS / 15) * 3600;
  const utcNoon = (12 - longitude / 15 - day.equationMinutes / 60) * 3600;
  const startOfUtcDay = Math.floor((midnight + DAY / 2 - utcNoon) / DAY + 0.5) * DAY;
  const noon = startOfUtcDay + utcNoon;
  return { kind: 'transit', sunrise: Math.round(noon - halfDay), sunset: Math.round(noon + halfDay) };
}

/** Seconds between sunrise and sunset of the local day that starts at `midnight`, 0 to 86,400. */
export function daylightSeconds(midnight: number, latitude: number, longitude: number): number {
  const transit = sunTransit(midnight, latitude, longitude);
  if (transit.kind === 'polar_day') return DAY;
  if (transit.kind === 'polar_night') return 0;
  return transit.sunset - transit.sunrise;
}
