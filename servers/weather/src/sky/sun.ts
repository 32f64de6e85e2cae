import { Body, Equator, Horizon, Observer, SearchRiseSet } from 'astronomy-engine';
import type { Point } from '../places/geo.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Altitude of the sun's centre when its upper limb touches the horizon: radius and standard refraction, degrees. */
const horizonAltitude = -0.833;

/** The sun over one span of time, usually a day. */
export interface Sun {
  /** Its first rise and its first setting within the span. */
  readonly rise: Date | undefined;
  readonly set: Date | undefined;
  /** How long it is above the horizon, seconds. */
  readonly daylight_s: number;
  /** Set when it crosses the horizon not at all. */
  readonly stays: 'up' | 'down' | undefined;
}

/**
 * When the sun rises and sets at a point at sea level from `start` to `end` (epoch milliseconds, `end` excluded).
 *
 * By astronomy-engine, which agrees with PyEphem within two seconds; the horizon is flat, the refraction standard.
 */
export function sunBetween(point: Point, start: number, end: number): Sun {
  const observer = new Observer(point.latitude, point.longitude, 0);
  const rises = crossings(observer, +1, start, end);
  const sets = crossings(observer, -1, start, end);
  const changes = [...rises, ...sets].toSorted((a, b) => a - b);
  const [first] = changes;
  const isUp = first === undefined ? isAbove(observer, (start + end) / 2) : sets.includes(first);
  const bounds = [...(isUp ? [start] : []), ...changes];
  const up = bounds.reduce((sum, at, index) => {
    return index % 2 === 0 ? sum + (bounds[index + 1] ?? end) - at : sum;
  }, 0);
  return {
    rise: dateOf(rises[0]),
    set: dateOf(sets[0]),
    daylight_s: Math.round(up / 1000),
    stays: first === undefined ? (isUp ? 'up' : 'down') : undefined,
  };
}

function crossings(observer: Observer, direction: 1 | -1, start: number, end: number): number[] {
  const found: number[] = [];
  for (let from = start; from < end; ) {
    const next = SearchRiseSet(Body.Sun, observer, direction, new Date(from), (end - from) / dayMs);
    if (next === null || next.date.getTime() >= end) break;
    found.push(next.date.getTime());
    from = next.date.getTime() + minuteMs;
  }
  return found;
}

function isAbove(observer: Observer, at: number): boolean {
  const { ra, dec } = Equator(Body.Sun, new Date(at), observer, true, true);
  return Horizon(new Date(at), observer, ra, dec).altitude > horizonAltitude;
}

function dateOf(epoch: number | undefined): Date | undefined {
  return epoch === undefined ? undefined : new Date(epoch);
}
