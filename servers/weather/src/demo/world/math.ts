export const RADIANS = Math.PI / 180;
export const DAY = 86_400;
export const HOUR = 3_600;

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

/** Reads a piecewise linear table of [x, y] points with rising x; outside the table the end values hold. */
export function interpolate(table: readonly (readonly [number, number])[], x: number): number {
  let previous: readonly [number, number] | undefined;
  for (const point of table) {
    if (x <= point[0]) {
      if (!previous) return point[1];
      const share = (x - previous[0]) / (point[0] - previous[0]);
      return previous[1] + (point[1] - previous[1]) * share;
    }
    previous = point;
  }
  return previous?.[1] ?? 0;
}

/** Rounds half away from zero to a number of decimals and never yields -0, which JSON would print as 0. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

/** Great-circle distance in km on a sphere of 6371 km (haversine). */
export function distanceKm(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS) / 2);
  const sinLon = Math.sin(((lonB - lonA) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * sinLon * sinLon;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The difference of two longitudes in degrees, in [-180, 180): 179 and -179 are two degrees apart. */
export function longitudeGap(a: number, b: number): number {
  return ((((a - b + 180) % 360) + 360) % 360) - 180;
}

/** Element `index` of a column; 0 outside, which no caller reaches. */
export function at(column: ArrayLike<number>, index: number): number {
  return column[index] ?? 0;
}
