import { type ToolError, validationError } from '@patchbay/core';
import { namesAxes, parseCoordinates } from '../places/coordinates.ts';
import type { Point } from '../places/geo.ts';
import { type Place, placeLabel } from '../places/place.ts';
import { zoneAt } from '../places/zone.ts';
import { type City, cityPlace } from './gazetteer/city.ts';
import { gazetteer } from './gazetteer/gazetteer.ts';
import { isPostalCode } from './no-place.ts';

/** A point within this distance of a city is named after it. */
const nearKm = 25;
/** A point within this distance of a city keeps its clock. */
const insideKm = 3;

/** What programs write for nothing; places bear such names (Nan in Thailand), spelt otherwise. */
const emptyValues: ReadonlySet<string> = new Set(['NaN', 'null', 'undefined', 'None']);

/** Throws `validation_error` for a text that stands for no value. */
export function refuseEmptyValue(text: string): void {
  const parts = text.split(/[\s,;]+/);
  const empty = parts.find((part) => emptyValues.has(part));
  if (empty === undefined || !parts.every((part) => emptyValues.has(part) || !Number.isNaN(Number(part))))
    return;
  throw validationError(`location: "${text}" is no place: a program writes "${empty}" for a missing value.`, {
    hint: 'Give a place name, a city id or "lat,lon"; for the town in Thailand "Nan, TH".',
  });
}

/**
 * The point that a text gives, if it gives one.
 *
 * Throws `validation_error` for a pair that is no point, and for one in the open sea or Antarctica that is a place
 * where people live when its numbers change places; letters (`2.35N, 48.85E`) say that they are meant so.
 */
export function pointIn(text: string): Point | undefined {
  const parsed = parseCoordinates(text);
  if (parsed === undefined) {
    if (isOfNumbers(text)) throw unclearPoint(text);
    return undefined;
  }
  if ('latitude' in parsed) {
    if (!namesAxes(text)) refuseSwapped(parsed);
    return parsed;
  }
  throw validationError(`location: ${parsed.problem}`, { hint: pointHint });
}

const pointHint = 'Give "latitude,longitude" in decimal degrees, such as "48.8566,2.3522", or a place name.';

/** Whether a text holds two numbers and no more than what stands between coordinates. */
function isOfNumbers(text: string): boolean {
  const isWritten = /^[\d\s.,;:'"°+/|NSEW-]+$/i.test(text) && /\d.*[^\d].*\d/.test(text);
  return isWritten && !/^\d+\.\d+$/.test(text) && !isPostalCode(text);
}

function unclearPoint(text: string): ToolError {
  return validationError(
    `location: "${text}" reads like coordinates, but not which number is the latitude and which the longitude.`,
    { hint: pointHint },
  );
}

function refuseSwapped(point: Point): void {
  const town = swappedTown(point);
  if (town === undefined) return;
  const { latitude, longitude } = point;
  throw validationError(
    `location: "${latitude},${longitude}" lies ${emptyPart(point)}. Were latitude and longitude swapped? "${longitude},${latitude}" is near ${placeLabel(cityPlace(town))}.`,
    { hint: `Give "${longitude},${latitude}", or "${axesOf(point)}" if the point is meant as it is.` },
  );
}

/** The town that a point where nobody lives is at when its numbers change places. */
function swappedTown({ latitude, longitude }: Point): City | undefined {
  const swapped = { latitude: longitude, longitude: latitude };
  if (Math.abs(longitude) > 90 || emptyPart({ latitude, longitude }) === undefined) return undefined;
  if (emptyPart(swapped) !== undefined || gazetteer.nearest({ latitude, longitude }, nearKm))
    return undefined;
  return gazetteer.nearest(swapped, nearKm)?.city;
}

/** Where nobody lives; undefined elsewhere. Zones by longitude alone are those of the open sea. */
function emptyPart(point: Point): string | undefined {
  const zone = zoneAt(point);
  if (zone.startsWith('Antarctica/') || point.latitude < -60) return 'in Antarctica';
  return zone.startsWith('Etc/') ? 'in the open sea' : undefined;
}

/** A point with letters: `2.35N,48.85E`. */
function axesOf({ latitude, longitude }: Point): string {
  const [lat, lon] = [latitude, longitude].map((degrees) => `${Number(Math.abs(degrees).toFixed(5))}`);
  return `${lat}${latitude < 0 ? 'S' : 'N'},${lon}${longitude < 0 ? 'W' : 'E'}`;
}

/** A point as a place, named after a city nearby. */
export function placeAt({ latitude, longitude }: Point): Place {
  const [lat, lon] = [latitude, longitude].map((degrees) => Number(degrees.toFixed(5)) + 0);
  // an id is read like any other text, so where a swap would be asked about it has its letters
  const id = swappedTown({ latitude, longitude }) ? axesOf({ latitude, longitude }) : `${lat},${lon}`;
  const near = gazetteer.nearest({ latitude, longitude }, nearKm);
  if (!near) return { city_id: id, name: id, latitude, longitude, timezone: zoneAt({ latitude, longitude }) };
  const { name, admin1, country, country_code, timezone } = cityPlace(near.city);
  return {
    city_id: id,
    name: `near ${name}`,
    ...(admin1 !== undefined && { admin1 }),
    ...(country !== undefined && { country }),
    ...(country_code !== undefined && { country_code }),
    latitude,
    longitude,
    // Boundaries of zones are coarser than the list of places, which knows its own.
    timezone: near.km <= insideKm ? timezone : zoneAt({ latitude, longitude }),
  };
}
