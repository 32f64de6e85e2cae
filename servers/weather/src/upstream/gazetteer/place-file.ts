import { readFileSync } from 'node:fs';
import { headerBytes, magic, offsetsAt, type Section, sections } from './format.ts';

/** The bytes of the shipped places with the beginning of each section. */
export interface PlaceFile {
  readonly bytes: Buffer;
  readonly foldVersion: number;
  /** How many names, further names and places there are. */
  readonly names: number;
  readonly otherNames: number;
  readonly places: number;
  start(section: Section): number;
  end(section: Section): number;
}

/** Opens the file of places; throws for bytes that are none. */
export function openPlaceFile(bytes: Buffer): PlaceFile {
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, magic.length) !== magic) {
    throw new Error('not a file of places');
  }
  const [foldVersion = 0, names = 0, otherNames = 0, places = 0] = [4, 8, 12, 16].map((at) =>
    bytes.readUInt32LE(at),
  );
  const offset = (index: number): number => bytes.readUInt32LE(offsetsAt + index * 4);
  const starts = new Map(sections.map((section, index) => [section, offset(index)]));
  const ends = new Map(sections.map((section, index) => [section, offset(index + 1)]));
  return {
    bytes,
    foldVersion,
    names,
    otherNames,
    places,
    start: (section) => starts.get(section) ?? 0,
    end: (section) => ends.get(section) ?? 0,
  };
}

let shipped: PlaceFile | undefined;

/** The places that ship with the server, read on the first question; beside this module and beside the bundle alike. */
export function shippedPlaces(): PlaceFile {
  shipped ??= openPlaceFile(readFileSync(new URL('places.bin', import.meta.url)));
  return shipped;
}

/** A value of a section of sorted pairs of a 24-bit key and a value in the rest of `bytes`; undefined without one. */
export function pairOf(
  { bytes, start, end }: PlaceFile,
  section: Section,
  size: number,
  key: number,
): number | undefined {
  const from = start(section);
  let low = 0;
  let high = (end(section) - from) / size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bytes.readUIntLE(from + middle * size, 3) < key) low = middle + 1;
    else high = middle;
  }
  const at = from + low * size;
  const isThere = at < end(section) && bytes.readUIntLE(at, 3) === key;
  return isThere ? bytes.readUIntLE(at + 3, size - 3) : undefined;
}
