import { distanceKm } from '../world/math.ts';

/** A populated place as the geocoder knows it. Absent elevation and population are unknown. */
export interface Place {
  id: number;
  name: string;
  latitude: number;
  longitude: number;
  elevation?: number | undefined;
  timezone: string;
  country: string;
  country_code: string;
  admin1?: string | undefined;
  population?: number | undefined;
  feature_code: string;
}

export interface NearestPlace {
  place: Place;
  km: number;
}

/** The place nearest to a point, or undefined of an empty list. */
export function nearestPlace(
  places: readonly Place[],
  latitude: number,
  longitude: number,
): NearestPlace | undefined {
  let best: NearestPlace | undefined;
  for (const place of places) {
    // A degree of latitude is 111 km: most places are out before the costly formula.
    if (best && Math.abs(place.latitude - latitude) * 111 > best.km) continue;
    const km = distanceKm(latitude, longitude, place.latitude, place.longitude);
    if (!best || km < best.km) best = { place, km };
  }
  return best;
}
