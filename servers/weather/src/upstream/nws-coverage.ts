import { parseCoordinates } from '../places/coordinates.ts';
import type { Point } from '../places/geo.ts';
import type { Place } from '../places/place.ts';

/** The United States with its territories, by ISO 3166-1 code. */
const servedCodes = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'UM']);

/** South, west, north, east of the parts of the United States, a little generous. */
const boxes: readonly (readonly [south: number, west: number, north: number, east: number])[] = [
  [24, -125.5, 50, -66],
  [51, -180, 72, -129],
  [51, 172, 54, 180],
  [18, -179, 29, -154],
  [17, -68.5, 19, -64],
  [13, 144, 21, 147],
  [-15, -171.5, -10.5, -168],
];

/**
 * Whether the US National Weather Service warns for a place: `ask` where only the service itself can tell.
 *
 * A named place goes by its country. Bare coordinates may lie across a border or at sea from the city they are near,
 * so there the service is asked wherever it could be responsible.
 */
export function nwsCoverage(place: Place): 'yes' | 'no' | 'ask' {
  const isNamed = parseCoordinates(place.city_id) === undefined;
  if (isNamed && place.country_code !== undefined) return servedCodes.has(place.country_code) ? 'yes' : 'no';
  return boxes.some((box) => isInside(place, box)) ? 'ask' : 'no';
}

function isInside(
  { latitude, longitude }: Point,
  [south, west, north, east]: (typeof boxes)[number],
): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
