import type { Climate } from './climate.ts';
import { climateAt } from './climate.ts';
import { coastDistanceKm, isLand, landFetchKm } from './land.ts';
import { RADIANS } from './math.ts';
import { hashText } from './noise.ts';
import { groundElevation } from './terrain.ts';

/** One place of the synthetic world, with all that does not change in time. */
export interface Site {
  seed: number;
  latitude: number;
  longitude: number;
  sinLat: number;
  cosLat: number;
  land: boolean;
  coastKm: number;
  /** Metres above the sea, of the ground or as the caller asked for. */
  elevation: number;
  climate: Climate;
  /** Added to every temperature, in K: the error of a climate model. */
  warmBias: number;
  /** Warming in K per year, counted from 2000. */
  trend: number;
}

export interface SiteOptions {
  seed: number;
  latitude: number;
  longitude: number;
  /** Ground elevation in metres when known; a known elevation above 0 also says that the point is on land. */
  elevation?: number | undefined;
  /** Whether the point is known to be a settlement, so on land whatever the coarse coastline says. */
  settled?: boolean | undefined;
}

/** A seed may be a number or text; both make an independent world. */
export function worldSeed(seed: number | string): number {
  return hashText(String(seed));
}

/** Describes a place; costs some hundred microseconds, so callers keep sites that they use again. */
export function createSite(options: SiteOptions): Site {
  const { seed, latitude, longitude } = options;
  const land = options.settled === true || isLand(latitude, longitude);
  const coastKm = coastDistanceKm(latitude, longitude);
  const fetchKm = landFetchKm(latitude, longitude);
  const climate = climateAt({ latitude, longitude, land, coastKm, fetchKm });
  return {
    seed,
    latitude,
    longitude,
    sinLat: Math.sin(latitude * RADIANS),
    cosLat: Math.cos(latitude * RADIANS),
    land,
    coastKm,
    elevation: options.elevation ?? groundElevation(latitude, longitude, land, coastKm),
    climate,
    warmBias: 0,
    trend: 0.022,
  };
}
