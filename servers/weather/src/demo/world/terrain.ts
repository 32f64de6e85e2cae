import { clamp, longitudeGap, RADIANS } from './math.ts';
import { noise4 } from './noise.ts';

/** Highlands as lat, lon, radius north-south and east-west in degrees, height in metres. */
const HIGHLANDS: readonly (readonly [number, number, number, number, number])[] = [
  [33, 88, 5, 12, 4700],
  [36, 72, 3, 5, 3000],
  [46.5, 9.5, 1.1, 4, 1900],
  [42.7, 0.5, 0.6, 2, 1400],
  [43, 44, 1.2, 4, 2000],
  [39, 34, 2.5, 6, 1000],
  [33, 52, 4, 6, 1500],
  [40, -107, 6, 5, 2100],
  [51, -117, 5, 4, 1600],
  [36.5, -118.5, 2, 1, 2000],
  [23, -102, 4, 3, 1900],
  [-18, -67.5, 6, 2.2, 3900],
  [-1, -78.3, 5, 1.3, 2700],
  [5.5, -74, 2.5, 1.3, 2300],
  [-33, -70, 5, 1, 3000],
  [9, 39, 3.5, 3, 2300],
  [-1, 36, 3, 2.5, 1600],
  [-27.5, 28, 3.5, 4, 1500],
  [75, -40, 8, 12, 2300],
  [-85, 60, 10, 90, 2800],
  [47, 103, 4, 10, 1500],
  [-6, 143, 1.5, 4, 1800],
  [62, 9, 2.5, 3, 1000],
];

/**
 * Ground elevation in metres: rolling land that rises into the big mountain ranges, 0 at sea.
 *
 * `coastKm` is the distance to the coast, `land` whether the point is on land.
 */
export function groundElevation(latitude: number, longitude: number, land: boolean, coastKm: number): number {
  if (!land) return 0;
  let height = 0;
  for (const [lat, lon, high, wide, peak] of HIGHLANDS) {
    const dy = (latitude - lat) / high;
    const dx = longitudeGap(longitude, lon) / wide;
    height += peak * Math.exp(-0.7 * (dx * dx + dy * dy) ** 1.5);
  }
  const cosLat = Math.cos(latitude * RADIANS);
  const x = cosLat * Math.cos(longitude * RADIANS);
  const y = cosLat * Math.sin(longitude * RADIANS);
  const z = Math.sin(latitude * RADIANS);
  const hills =
    1 + noise4(71, x * 60, y * 60, z * 60, 0.5) + 0.5 * noise4(72, x * 300, y * 300, z * 300, 0.5);
  const rise = 1 - Math.exp(-coastKm / 150);
  return Math.round(clamp(2 + hills * (20 + 160 * rise + 0.12 * height) * rise + height * rise, 1, 6000));
}
