/** A point on the globe in WGS 84 degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const meanEarthRadiusKm = 6371.0088;
const radians = Math.PI / 180;

/** The great-circle distance in kilometres (haversine formula on a sphere of the mean Earth radius). */
export function distanceKm(a: Point, b: Point): number {
  const halfLatitude = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const halfLongitude = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const chord =
    halfLatitude ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * halfLongitude ** 2;
  return 2 * meanEarthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}
