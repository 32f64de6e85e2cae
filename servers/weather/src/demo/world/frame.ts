import { clamp, DAY, HOUR, RADIANS } from './math.ts';
import { hashText, noise1, noise4 } from './noise.ts';
import type { Site } from './site.ts';

/** How far a model or an ensemble member strays from the weather that will happen. */
export interface Drift {
  /** Distinguishes members; 0 is the weather itself. */
  member: number;
  /** Unix seconds of the model run: the spread grows with the time since then. */
  issued: number;
  /** Scales the spread; 1 for an ensemble member, about 0.5 for a good deterministic model. */
  scale: number;
}

export const NO_DRIFT: Drift = { member: 0, issued: 0, scale: 0 };

/** A stretch of evenly spaced instants at one site, seen through one model. */
export interface Frame {
  site: Site;
  /** Unix seconds of the first instant. */
  start: number;
  /** Seconds between instants; sums cover the step before the instant. */
  step: number;
  count: number;
  drift: Drift;
  /** Columns computed so far, by name. */
  cache: Map<string, Float64Array>;
}

/** A frame with an empty cache. */
export function createFrame(site: Site, start: number, step: number, count: number, drift = NO_DRIFT): Frame {
  return { site, start, step, count, drift, cache: new Map() };
}

/** Computes a column once per frame. */
export function column(frame: Frame, name: string, fill: (out: Float64Array) => void): Float64Array {
  const known = frame.cache.get(name);
  if (known) return known;
  const out = new Float64Array(frame.count);
  fill(out);
  frame.cache.set(name, out);
  return out;
}

interface Octave {
  /** Lattice cells per radius of the earth. */
  size: number;
  /** Hours that one cell lasts. */
  hours: number;
  weight: number;
}

export type FieldName = 'warmth' | 'pressure' | 'moisture' | 'east' | 'north' | 'slow' | 'swell';

const FIELDS: Record<FieldName, readonly Octave[]> = {
  warmth: [
    { size: 2.5, hours: 500, weight: 0.9 },
    { size: 3.5, hours: 110, weight: 1.7 },
    { size: 8, hours: 46, weight: 1 },
  ],
  pressure: [
    { size: 3.5, hours: 100, weight: 2 },
    { size: 8, hours: 44, weight: 1 },
  ],
  moisture: [
    { size: 4.5, hours: 64, weight: 1.7 },
    { size: 11, hours: 26, weight: 1.2 },
    { size: 26, hours: 10, weight: 0.8 },
  ],
  east: [
    { size: 4, hours: 70, weight: 1.8 },
    { size: 14, hours: 22, weight: 1 },
  ],
  north: [
    { size: 4, hours: 70, weight: 1.8 },
    { size: 14, hours: 22, weight: 1 },
  ],
  slow: [{ size: 6, hours: 700, weight: 2.2 }],
  swell: [{ size: 3, hours: 90, weight: 2.2 }],
};

/** Weather systems travel east at this angle per second: 8° of longitude a day. */
const ADVECTION = (8 * RADIANS) / DAY;
const NODE_SECONDS = 3 * HOUR;
/** Brings the sum of octaves to a standard deviation of about 1 (measured). */
const NORM = 1.44;

function sample(site: Site, octaves: readonly Octave[], seed: number, time: number): number {
  const lon = site.longitude * RADIANS - ADVECTION * time;
  const x = site.cosLat * Math.cos(lon);
  const y = site.cosLat * Math.sin(lon);
  let sum = 0;
  for (const [i, octave] of octaves.entries()) {
    const { size, hours, weight } = octave;
    // Shifted off the origin, where the lattice planes of all octaves would meet at the poles and the equator.
    const shift = 0.37 + i * 0.21;
    sum +=
      weight *
      noise4(
        seed + i * 7919,
        x * size + shift,
        y * size + shift,
        site.sinLat * size + shift,
        time / (hours * HOUR),
      );
  }
  return sum * NORM;
}

/**
 * A synoptic field at every instant of the frame, mean 0 and standard deviation about 1.
 *
 * It is evaluated on an absolute three-hour grid and interpolated, so an instant has one value whatever
 * window asked for it.
 */
export function field(frame: Frame, name: FieldName): Float64Array {
  return column(frame, `field:${name}`, (out) => {
    const seed = frame.site.seed ^ hashText(name);
    const octaves = FIELDS[name];
    let node = Number.NaN;
    let before = 0;
    let after = 0;
    for (let i = 0; i < frame.count; i += 1) {
      const position = (frame.start + i * frame.step) / NODE_SECONDS;
      const index = Math.floor(position);
      if (index !== node) {
        before = index === node + 1 ? after : sample(frame.site, octaves, seed, index * NODE_SECONDS);
        after = sample(frame.site, octaves, seed, (index + 1) * NODE_SECONDS);
        node = index;
      }
      out[i] = before + (after - before) * (position - index);
    }
    stray(frame, seed, out);
  });
}

/** Adds the error of a member: none at the run, and as large as the field itself after about two weeks. */
function stray(frame: Frame, seed: number, out: Float64Array): void {
  const { member, issued, scale } = frame.drift;
  if (scale === 0) return;
  const memberSeed = seed ^ Math.imul(member + 1, 0x3c6ef372);
  for (let i = 0; i < frame.count; i += 1) {
    const time = frame.start + i * frame.step;
    const days = Math.max(0, (time - issued) / DAY);
    const spread = scale * (0.06 + 1.05 * (1 - Math.exp(-((days / 7) ** 1.3))));
    const error = noise1(memberSeed, time / (30 * HOUR)) + noise1(memberSeed + 1, time / (96 * HOUR));
    out[i] = clamp((out[i] ?? 0) + 1.25 * spread * error, -4.5, 4.5);
  }
}

/** Fine-grained noise of one instant, in about [-1, 1]: showers and gusts that last an hour or two. */
export function fine(frame: Frame, salt: number, time: number): number {
  const { site } = frame;
  const lon = site.longitude * RADIANS;
  const x = site.cosLat * Math.cos(lon) * 90;
  const y = site.cosLat * Math.sin(lon) * 90;
  return noise4(site.seed + salt + frame.drift.member * 101, x, y, site.sinLat * 90, time / (1.7 * HOUR));
}
