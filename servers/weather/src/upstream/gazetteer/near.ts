import { distanceKm, type Point } from '../../places/geo.ts';
import { pointOf } from './city.ts';
import { boxSteps, perDegree, placeBytes, regionBytes } from './format.ts';
import type { PlaceFile } from './place-file.ts';

const kmPerDegree = 110;

/** The number and distance of the place nearest to a point; undefined when none is within `withinKm`. */
export function nearestPlace(
  file: PlaceFile,
  point: Point,
  withinKm: number,
): { readonly index: number; readonly km: number } | undefined {
  const { bytes, places } = file;
  const degrees = withinKm / kmPerDegree;
  const bands = bandsOf(file, point.latitude, degrees);
  const records = file.start('places');
  let best: { index: number; km: number } | undefined;
  for (let index = 0; index < places; index += 1) {
    const at = records + index * placeBytes;
    const region = ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) >> 4;
    const step = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
    if (step < (bands[region * 2] ?? 0) || step > (bands[region * 2 + 1] ?? 0)) continue;
    const km = distanceKm(pointOf(file, index), point);
    if (km <= (best?.km ?? withinKm)) best = { index, km };
  }
  return best;
}

/** The first and last step of latitude within each region's box that lie in a band around a latitude. */
function bandsOf(file: PlaceFile, latitude: number, degrees: number): Int32Array {
  const from = file.start('regions');
  const bands = new Int32Array(((file.end('regions') - from) / regionBytes) * 2);
  for (let region = 0; region * 2 < bands.length; region += 1) {
    const at = from + region * regionBytes;
    const south = file.bytes.readInt32LE(at) / perDegree;
    const height = file.bytes.readInt32LE(at + 8) / perDegree - south;
    const stepAt = (edge: number): number =>
      height > 0 ? ((edge - south) / height) * boxSteps : Math.sign(edge - south);
    bands[region * 2] = Math.max(-2, Math.floor(stepAt(latitude - degrees)));
    bands[region * 2 + 1] = Math.min(boxSteps, Math.ceil(stepAt(latitude + degrees)));
  }
  return bands;
}
