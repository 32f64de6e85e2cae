import { foldName } from '../../src/upstream/gazetteer/fold.ts';
import { packPopulation, perDegree, regionBytes } from '../../src/upstream/gazetteer/format.ts';
import type { NamedPlace } from './ids.ts';

interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** The regions of all places. */
export interface Regions {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** The place of a region's code in the list. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Degrees in whole ten-thousandths, so that the reader has the same. */
  readonly boxes: readonly Box[];
  readonly zones: readonly string[];
  /** The commonest zone of each. */
  readonly zoneOf: readonly number[];
  readonly populations: readonly number[];
}

/** As many as 12 bits tell apart. */
const mostRegions = 4_096;

/** Collects the regions of places; throws for more than the format holds. */
export function regionsOf(places: readonly NamedPlace[]): Regions {
  const grouped = Map.groupBy(places, ({ region }) => region);
  const codes = [...grouped.keys()].sort();
  if (codes.length > mostRegions) throw new Error(`${codes.length} regions are more than ${mostRegions}`);
  const zones = [...new Set(places.map(({ timezone }) => timezone))].sort();
  const groups = codes.map((code) => grouped.get(code) ?? []);
  return {
    codes,
    names: groups.map((group) => group[0]?.regionName ?? ''),
    numbers: new Map(codes.map((code, index) => [code, index])),
    boxes: groups.map(boxOf),
    zones,
    zoneOf: groups.map((group) => zones.indexOf(commonest(group.map(({ timezone }) => timezone)))),
    populations: groups.map((group) => group.reduce((sum, { population }) => sum + population, 0)),
  };
}

function boxOf(places: readonly NamedPlace[]): Box {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  return {
    south: Math.floor(Math.min(...latitudes) * perDegree) / perDegree,
    west: Math.floor(Math.min(...longitudes) * perDegree) / perDegree,
    north: Math.ceil(Math.max(...latitudes) * perDegree) / perDegree,
    east: Math.ceil(Math.max(...longitudes) * perDegree) / perDegree,
  };
}

function commonest(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)].sort(([, a], [, b]) => b.length - a.length);
  return groups[0]?.[0] ?? '';
}

/** The sections that tell of regions. */
export function packRegions(regions: Regions): Readonly<Record<'texts' | 'regions' | 'byName', Buffer>> {
  const { codes, names, zones, boxes, zoneOf, populations } = regions;
  const lines = codes.map((code, index) => `${code}|${names[index] ?? ''}`);
  const records = Buffer.alloc(codes.length * regionBytes);
  boxes.forEach((box, index) => {
    const at = index * regionBytes;
    [box.south, box.west, box.north, box.east].forEach((edge, part) => {
      records.writeInt32LE(Math.round(edge * perDegree), at + part * 4);
    });
    records.writeUInt16LE(zoneOf[index] ?? 0, at + 16);
    records.writeUInt16LE(packPopulation(populations[index] ?? 0), at + 18);
  });
  const named = names
    .map((name, index) => ({ key: foldName(name), index }))
    .filter(({ key }) => key !== '')
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const byName = Buffer.alloc(named.length * 2);
  named.forEach(({ index }, position) => {
    byName.writeUInt16LE(index, position * 2);
  });
  return { texts: Buffer.from(`${zones.join('\n')}\n\n${lines.join('\n')}`), regions: records, byName };
}
