import { foldName } from './fold.ts';
import { blockNames, headBytes, placeBytes, sameName } from './format.ts';
import type { PlaceFile } from './place-file.ts';

/** One name as it is decoded. */
export interface NameEntry {
  readonly name: string;
  /** Numbers of the places that bear it, the largest first. */
  places(): readonly number[];
}

/** One of the two sorted lists of names: the main ones, or the further ones. */
export interface NameList {
  readonly isMain: boolean;
  readonly blocks: number;
  /** The first block whose first name does not come before a folded text. */
  blockAtOrAfter(key: string): number;
  /** The first place, and the largest packed population, of a block. */
  firstPlace(block: number): number;
  largest(block: number): number;
  /** Where the bytes of a block begin, and how many names it has. */
  textAt(block: number): number;
  namesIn(block: number): number;
  /** Where the next entry begins after the bytes of a name that end here. */
  nextAfter(at: number): number;
  /** The entries from a block on, up to another where one is given. */
  entries(from: number, until?: number): Iterable<NameEntry>;
}

const longestName = 512;

/** Reads the main names of a file, or the further ones. */
export function nameList(file: PlaceFile, isMain: boolean): NameList {
  const { bytes } = file;
  const heads = file.start(isMain ? 'mainHeads' : 'otherHeads');
  const texts = file.start(isMain ? 'main' : 'other');
  const count = isMain ? file.names : file.otherNames;
  const blocks = Math.ceil(count / blockNames);
  const textOf = (block: number): number => texts + bytes.readUIntLE(heads + block * headBytes, 3);
  const firstPlace = (block: number): number => bytes.readUIntLE(heads + block * headBytes + 3, 3);
  const headOf = (block: number): string => {
    const { at, length } = lengthsAt(bytes, textOf(block));
    return foldName(bytes.toString('utf8', at, at + length));
  };
  return {
    isMain,
    blocks,
    firstPlace,
    textAt: textOf,
    namesIn: (block) => Math.min(blockNames, count - block * blockNames),
    nextAfter: (at) => (isMain ? at : afterPostings(bytes, at)),
    largest: (block) => bytes.readUInt16LE(heads + block * headBytes + 6),
    blockAtOrAfter(key) {
      let low = 0;
      let high = blocks;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (headOf(middle) < key) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    *entries(from, until = blocks) {
      if (from >= blocks) return;
      const last = Math.min(until * blockNames, count);
      const name = Buffer.allocUnsafe(longestName);
      let at = textOf(from);
      let place = firstPlace(from);
      for (let entry = from * blockNames; entry < last; entry += 1) {
        const { at: rest, shared, length } = lengthsAt(bytes, at);
        bytes.copy(name, shared, rest, rest + length);
        at = rest + length;
        const places = isMain ? namesakesFrom(file, place) : postingsAt(bytes, at);
        if (isMain) place += places.length;
        else at = afterPostings(bytes, at);
        yield { name: name.toString('utf8', 0, shared + length), places: () => places };
      }
    },
  };
}

/** Where the new bytes of a name begin, how many they are, and how many it shares with the name before. */
export function lengthsAt(bytes: Buffer, at: number) {
  const head = bytes[at] ?? 0;
  const length = head & 15;
  const shared = head >> 4;
  return length < 15
    ? { at: at + 1, shared, length }
    : { at: at + 2, shared, length: length + (bytes[at + 1] ?? 0) };
}

/** A place and those after it with the same name. */
function namesakesFrom(file: PlaceFile, first: number): readonly number[] {
  const found = [first];
  const records = file.start('places');
  for (let next = first + 1; next < file.places; next += 1) {
    if (((file.bytes[records + next * placeBytes] ?? 0) & sameName) === 0) break;
    found.push(next);
  }
  return found;
}

function postingsAt(bytes: Buffer, from: number): readonly number[] {
  const found: number[] = [];
  let at = from;
  for (;;) {
    let value = 0;
    let shift = 0;
    let byte = 128;
    while (byte & 128) {
      byte = bytes[at] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
      at += 1;
    }
    found.push(value >>> 1);
    if ((value & 1) === 0) return found;
  }
}

function afterPostings(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const isLast = ((bytes[at] ?? 0) & 1) === 0;
    while ((bytes[at] ?? 0) & 128) at += 1;
    at += 1;
    if (isLast) return at;
  }
}

/** Entries whose folds are between a key and the last that `goesOn`, in their order. */
export function* entriesFrom(
  list: NameList,
  key: string,
  goesOn: (fold: string) => boolean,
): Iterable<NameEntry & { readonly fold: string }> {
  for (const entry of list.entries(Math.max(0, list.blockAtOrAfter(key) - 1))) {
    const fold = foldName(entry.name);
    if (fold < key) continue;
    if (!goesOn(fold)) return;
    yield { ...entry, fold };
  }
}
