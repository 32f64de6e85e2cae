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
  /** Names in other languages than English, by their codes. */
  names?: Readonly<Record<string, string>>;
}

export interface NearestPlace {
  place: Place;
  km: number;
}

/** The places that the geocoder knows. */
export interface PlaceIndex {
  /** At least the places whose name begins with a text, in any language. */
  matching(name: string): readonly Place[];
  byId(id: number): Place | undefined;
  nearest(latitude: number, longitude: number): NearestPlace | undefined;
}

/** The index of a list that is short enough to go through. */
export function placeList(places: readonly Place[]): PlaceIndex {
  return {
    matching: () => places,
    byId: (id) => places.find((place) => place.id === id),
    nearest: (latitude, longitude) => nearestPlace(places, latitude, longitude),
  };
}

/** The place nearest to a point, or undefined of an empty list. */
function nearestPlace(
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
