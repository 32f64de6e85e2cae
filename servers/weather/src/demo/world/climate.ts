import { clamp, interpolate, longitudeGap, RADIANS } from './math.ts';

/** What the weather of a place does on average; every field is for sea level unless it says otherwise. */
export interface Climate {
  /** Yearly mean air temperature in °C. */
  annualMean: number;
  /** Half the difference between the warmest and the coldest part of the year, in K; negative in the south. */
  seasonalSwing: number;
  /** Radians of the year at which the northern summer peaks here. */
  seasonalPeak: number;
  /** Half the difference of afternoon and dawn under a clear sky at full sun, in K. */
  diurnalSwing: number;
  /** Standard deviation of the day-to-day temperature, in K. */
  restlessness: number;
  /** Wetness: 0 is a temperate climate with rain in one hour of ten, -1.5 a desert, +0.5 a rainforest. */
  wetness: number;
  wetnessSwing: number;
  /** Radians of the year at which the rainy season peaks. */
  wetnessPeak: number;
  /** Mean sea-level pressure in hPa and the standard deviation of its changes. */
  pressure: number;
  pressureSpread: number;
  /** Mean wind at 10 m in m/s, eastward and northward, and the spread of both. */
  windEast: number;
  windNorth: number;
  windSpread: number;
  /** Yearly mean temperature of the sea surface in °C, whether or not the point is at sea. */
  seaMean: number;
  seaSwing: number;
}

export interface Setting {
  latitude: number;
  longitude: number;
  land: boolean;
  coastKm: number;
  fetchKm: number;
}

const ZONAL_MEAN = [
  [-90, -30],
  [-78, -24],
  [-68, -11],
  [-60, -2],
  [-50, 6],
  [-40, 12.5],
  [-30, 19],
  [-20, 24],
  [0, 26.8],
  [10, 27],
  [20, 25.5],
  [30, 20.5],
  [40, 13.5],
  [50, 7],
  [60, 0.5],
  [70, -9],
  [80, -16],
  [90, -20],
] as const;

/** Warmer or colder than the parallel: lat, lon, radius in degrees (N-S, E-W), K. */
const ANOMALIES = [
  [55, 5, 12, 30, 4.5],
  [66, 3, 9, 28, 6.5],
  [52, -130, 10, 10, 3],
  [62, 125, 12, 30, -8],
  [55, -80, 10, 15, -4],
  [72, -95, 12, 25, -5],
  [44, 122, 8, 12, -3],
  [22, 10, 10, 25, 3],
  [25, 48, 8, 10, 3],
  [-14, -78, 10, 5, -4.5],
  [-22, 11, 8, 5, -4],
  [35, -122, 6, 4, -0.5],
  [35, 139, 6, 6, 0.5],
] as const;

/** Drier or wetter than the parallel: lat, lon, radius in degrees (N-S, E-W), wetness. */
const DRYNESS = [
  [23, 8, 8, 26, -1.3],
  [24, 48, 9, 12, -1.2],
  [42, 100, 6, 15, -0.9],
  [40, 62, 6, 10, -0.7],
  [-25, 132, 8, 14, -0.7],
  [-23, -71, 7, 3, -1.7],
  [-23, 15, 7, 4, -1.2],
  [35, -114, 6, 6, -1],
  [-45, -69, 6, 3, -0.6],
  [60, 5, 6, 5, 0.5],
  [50, -126, 7, 4, 0.4],
  [-4, -62, 8, 12, 0.3],
  [2, 108, 10, 20, 0.3],
  [0, 22, 6, 10, 0.2],
  [54, -6, 6, 6, 0.3],
] as const;

type Bump = readonly [lat: number, lon: number, high: number, wide: number, value: number];

function bumps(table: readonly Bump[], latitude: number, longitude: number): number {
  let sum = 0;
  for (const [lat, lon, high, wide, value] of table) {
    const dy = (latitude - lat) / high;
    const dx = longitudeGap(longitude, lon) / wide;
    sum += value * Math.exp(-(dx * dx + dy * dy));
  }
  return sum;
}

/** How continental a place is, 0 over the ocean to 1 deep inland; a west coast in the westerlies stays mild. */
function continentality(setting: Setting): number {
  if (!setting.land) return 0;
  const shore = 1 - Math.exp(-setting.coastKm / 250);
  const upwind = 1 - Math.exp(-setting.fetchKm / 1100);
  const westerly = clamp((Math.abs(setting.latitude) - 25) / 12, 0, 1);
  return clamp(0.08 + shore * (0.75 - 0.3 * westerly) + upwind * (0.15 + 0.4 * shore) * westerly, 0, 1);
}

const OCEAN_SWING = [
  [0, 0.7],
  [15, 1.8],
  [30, 4.5],
  [45, 5.5],
  [60, 5.5],
  [75, 9],
  [90, 14],
] as const;

const INLAND_SWING = [
  [0, 1.2],
  [10, 3],
  [20, 6.5],
  [30, 10.5],
  [40, 14],
  [50, 17],
  [60, 21],
  [75, 20],
  [90, 17],
] as const;

const WETNESS = [
  [0, 0.45],
  [8, 0.35],
  [15, -0.15],
  [22, -0.4],
  [30, -0.35],
  [38, -0.1],
  [50, 0.15],
  [60, 0.25],
  [70, 0.1],
  [90, -0.6],
] as const;

const PRESSURE = [
  [0, 1010.5],
  [15, 1013],
  [30, 1018.5],
  [45, 1015],
  [60, 1008],
  [75, 1011],
  [90, 1014],
] as const;

const WIND_EAST = [
  [0, -2],
  [12, -4.5],
  [22, -3],
  [30, 0],
  [42, 2.8],
  [52, 3.5],
  [62, 0.5],
  [72, -1.8],
  [90, -0.5],
] as const;

/** Coasts that face the warm western edge of an ocean are wetter than the parallel, the inland is drier. */
function maritime(setting: Setting): number {
  if (!setting.land) return 0;
  const band = Math.abs(setting.latitude);
  const eastCoast = setting.fetchKm > 300 && band > 20 ? 0.4 * Math.exp(-(((band - 34) / 9) ** 2)) : 0;
  return eastCoast * Math.exp(-setting.coastKm / 300) - 0.15 * (1 - Math.exp(-setting.coastKm / 900));
}

function rainySeason(latitude: number, setting: Setting): { swing: number; peak: number } {
  const band = Math.abs(latitude);
  const summer = latitude >= 0 ? 3.4 : 3.4 - Math.PI;
  const monsoon = 0.75 * Math.exp(-(((band - 15) / 9) ** 2));
  const eastCoast = setting.fetchKm > 300 ? 0.15 : 0;
  const mediterranean = setting.fetchKm < 2500 ? 0.5 * Math.exp(-(((band - 36) / 6) ** 2)) : 0;
  const swing = monsoon + eastCoast - mediterranean * (setting.fetchKm > 300 && setting.land ? 0.4 : 1);
  return swing >= 0 ? { swing, peak: summer } : { swing: -swing, peak: summer + Math.PI };
}

/** The climate normals of a place, from its latitude and how the land lies around it. Pure and cheap. */
export function climateAt(setting: Setting): Climate {
  const { latitude, longitude } = setting;
  const band = Math.abs(latitude);
  const inland = continentality(setting);
  const seaMean = interpolate(ZONAL_MEAN, latitude) + 0.6 * bumps(ANOMALIES, latitude, longitude);
  const wetness = interpolate(WETNESS, band) + bumps(DRYNESS, latitude, longitude) + maritime(setting);
  const swing = interpolate(OCEAN_SWING, band) * (1 - inland) + interpolate(INLAND_SWING, band) * inland;
  const season = rainySeason(latitude, setting);
  const sineSquared = Math.sin(band * RADIANS) ** 2;
  const south = latitude < 0 ? -1 : 1;
  return {
    annualMean: interpolate(ZONAL_MEAN, latitude) + bumps(ANOMALIES, latitude, longitude),
    seasonalSwing: swing * south * clamp(band / 4, 0.3, 1),
    seasonalPeak: 3.48 + 0.3 * (1 - inland),
    diurnalSwing: (setting.land ? 2.6 + 3 * inland : 0.6) * clamp(1 - 0.35 * wetness, 0.6, 1.5),
    restlessness: (0.9 + 3.6 * Math.sin(2 * Math.min(band, 55) * RADIANS) ** 2) * (0.6 + 0.55 * inland),
    wetness,
    wetnessSwing: season.swing,
    wetnessPeak: season.peak,
    pressure: interpolate(PRESSURE, band),
    pressureSpread: 1.4 + 10.5 * sineSquared ** 0.8,
    windEast: interpolate(WIND_EAST, band) * (setting.land ? 0.55 : 1),
    windNorth: band < 25 ? -0.8 * south : 0.4 * south,
    windSpread:
      (1.6 + 2.3 * sineSquared) * (setting.land ? 0.75 + 0.25 * Math.exp(-setting.coastKm / 40) : 1.35),
    seaMean,
    seaSwing:
      (interpolate(OCEAN_SWING, band) + (setting.coastKm < 150 ? 1.2 : 0)) * south * clamp(band / 4, 0.3, 1),
  };
}
