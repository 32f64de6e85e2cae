import { foldVersion } from '@patchbay/schemas';
import { foldName } from '../../src/upstream/gazetteer/fold.ts';
import {
  boxSteps,
  capital,
  headerBytes,
  type IdForm,
  idBytes,
  idForms,
  magic,
  offsetsAt,
  packPopulation,
  placeBytes,
  type Section,
  sameName,
  sections,
  zoneBytes,
} from '../../src/upstream/gazetteer/format.ts';
import { frontCode, type ListedName } from './front-code.ts';
import type { NamedPlace } from './ids.ts';
import { packRegions, type Regions, regionsOf } from './pack-regions.ts';
import type { SourcePlace } from './sources.ts';

const notice =
  'Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); names and fields were selected and changed.';

/** Packs places into the file that the server reads; the layout stands in `src/upstream/gazetteer/format.ts`. */
export function packPlaces(places: readonly NamedPlace[], forms: ReadonlyMap<SourcePlace, IdForm>): Buffer {
  const sorted = places
    .map((place) => ({ place, key: foldName(place.name) }))
    .sort(
      (a, b) =>
        order(a.key, b.key) || order(a.place.name, b.place.name) || b.place.population - a.place.population,
    )
    .map(({ place }) => place);
  const regions = regionsOf(sorted);
  const main = mainNames(sorted);
  const other = otherNames(sorted);
  const [mainCoded, otherCoded] = [frontCode(main), frontCode(other)];
  const parts: Readonly<Record<Section, Buffer>> = {
    ...packRegions(regions),
    mainHeads: mainCoded.heads,
    main: mainCoded.bytes,
    otherHeads: otherCoded.heads,
    other: otherCoded.bytes,
    places: packRecords(sorted, regions, forms),
    zones: packZones(sorted, regions),
    ids: packIds(sorted, forms),
    notice: Buffer.from(notice),
  };
  return joined(parts, [foldVersion, main.length, other.length, sorted.length]);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function joined(parts: Readonly<Record<Section, Buffer>>, numbers: readonly number[]): Buffer {
  const head = Buffer.alloc(headerBytes);
  head.write(magic, 0, 'latin1');
  numbers.forEach((value, index) => {
    head.writeUInt32LE(value, 4 + index * 4);
  });
  let at = headerBytes;
  sections.forEach((section, index) => {
    head.writeUInt32LE(at, offsetsAt + index * 4);
    at += parts[section].length;
  });
  head.writeUInt32LE(at, offsetsAt + sections.length * 4);
  return Buffer.concat([head, ...sections.map((section) => parts[section])]);
}

function mainNames(sorted: readonly NamedPlace[]): readonly ListedName[] {
  return sorted.flatMap((place, first) =>
    sorted[first - 1]?.name === place.name
      ? []
      : [{ name: place.name, first, top: packPopulation(place.population) }],
  );
}

function otherNames(sorted: readonly NamedPlace[]): readonly ListedName[] {
  const bearers = new Map<string, number[]>();
  sorted.forEach((place, index) => {
    const main = foldName(place.name);
    for (const name of new Map(place.alternatesKept.map((each) => [foldName(each), each])).values()) {
      if (foldName(name) === main) continue;
      const known = bearers.get(name);
      if (known) known.push(index);
      else bearers.set(name, [index]);
    }
  });
  const size = (index: number): number => sorted[index]?.population ?? 0;
  return [...bearers]
    .map(([name, found]) => ({ name, key: foldName(name), found: found.sort((a, b) => size(b) - size(a)) }))
    .sort((a, b) => order(a.key, b.key) || order(a.name, b.name))
    .map(({ name, found }) => ({
      name,
      first: 0,
      top: packPopulation(size(found[0] ?? 0)),
      bearers: found,
    }));
}

function packRecords(
  sorted: readonly NamedPlace[],
  { numbers, boxes }: Regions,
  forms: ReadonlyMap<SourcePlace, IdForm>,
): Buffer {
  const records = Buffer.alloc(sorted.length * placeBytes);
  sorted.forEach((place, index) => {
    const region = numbers.get(place.region) ?? 0;
    const box = boxes[region] ?? { south: 0, west: 0, north: 0, east: 0 };
    const flags =
      (sorted[index - 1]?.name === place.name ? sameName : 0) |
      (place.isCapital ? capital : 0) |
      (forms.get(place) ?? idForms.geonames);
    const at = index * placeBytes;
    records.writeUInt16LE((region << 4) | flags, at);
    records.writeUInt16LE(stepIn(place.latitude, box.south, box.north), at + 2);
    records.writeUInt16LE(stepIn(place.longitude, box.west, box.east), at + 4);
    records.writeUInt16LE(packPopulation(place.population), at + 6);
  });
  return records;
}

function stepIn(value: number, low: number, high: number): number {
  return high > low ? Math.round(((value - low) / (high - low)) * boxSteps) : 0;
}

function packZones(sorted: readonly NamedPlace[], { numbers, zones, zoneOf }: Regions): Buffer {
  return packPairs(zoneBytes, sorted, (place) => {
    const zone = zones.indexOf(place.timezone);
    return zoneOf[numbers.get(place.region) ?? 0] === zone ? undefined : zone;
  });
}

function packIds(sorted: readonly NamedPlace[], forms: ReadonlyMap<SourcePlace, IdForm>): Buffer {
  return packPairs(idBytes, sorted, (place) =>
    forms.get(place) === idForms.geonames ? place.geonamesId : undefined,
  );
}

function packPairs(
  bytes: number,
  sorted: readonly NamedPlace[],
  numberOf: (place: NamedPlace) => number | undefined,
): Buffer {
  const pairs = sorted.flatMap((place, index) => {
    const value = numberOf(place);
    if (value === undefined) return [];
    const pair = Buffer.alloc(bytes);
    pair.writeUIntLE(index, 0, 3);
    pair.writeUIntLE(value, 3, bytes - 3);
    return [pair];
  });
  return Buffer.concat(pairs);
}
