import { type City, cityAt } from './city.ts';
import { slugOf } from './fold.ts';
import { idBytes } from './format.ts';
import { entriesFrom, nameList } from './name-list.ts';
import type { PlaceFile } from './place-file.ts';
import { presentId } from './renamed-ids.ts';

/**
 * The place of an id: `cologne`, `birmingham-gb`, `paris-us-texas`, or with the GeoNames id for namesakes in a region.
 *
 * Ids that earlier lists gave out and that read otherwise now are still understood.
 */
export function cityById(file: PlaceFile, id: string): City | undefined {
  const now = presentId(id);
  if (slugOf(now) !== now || now === '') return undefined;
  const parts = now.split('-');
  const number = /^\d{3,}$/.test(parts.at(-1) ?? '') ? byGeonamesId(file, Number(parts.at(-1))) : undefined;
  if (number?.city_id === now) return number;
  // the name is what comes before country and region, and no one knows where these begin
  for (let words = parts.length; words > 0; words -= 1) {
    const tail = parts[words];
    if (tail !== undefined && tail.length !== 2) continue;
    const city = mainBearer(file, parts.slice(0, words).join(' '), now);
    if (city) return city;
  }
  return undefined;
}

function mainBearer(file: PlaceFile, key: string, id: string): City | undefined {
  for (const entry of entriesFrom(nameList(file, true), key, (fold) => fold === key)) {
    for (const index of entry.places()) {
      const city = cityAt(file, index, entry.name);
      if (city.city_id === id) return city;
    }
  }
  return undefined;
}

/** Only places that share name and region carry their number. */
function byGeonamesId(file: PlaceFile, id: number): City | undefined {
  const [from, end] = [file.start('ids'), file.end('ids')];
  for (let at = from; at < end; at += idBytes) {
    if (file.bytes.readUIntLE(at + 3, 3) === id) return cityAt(file, file.bytes.readUIntLE(at, 3));
  }
  return undefined;
}
