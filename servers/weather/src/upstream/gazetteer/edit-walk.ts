import { foldName } from './fold.ts';
import { lengthsAt, type NameList } from './name-list.ts';

/** Letters of a folded name that edits are counted for. */
const deepest = 128;
const space = 32;
const none: ReadonlyMap<number, number> = new Map();

/**
 * Counts the edits between a folded text and every name of a block, straight from the packed bytes.
 *
 * Names share beginnings, so one row of the table of edits is made for each letter of a beginning, and what begins
 * hopelessly is not looked at. Returns the names of the block with at most `most` edits, by their positions.
 */
export function editWalk(
  bytes: Buffer,
  list: NameList,
  key: string,
  most: number,
): (block: number) => ReadonlyMap<number, number> {
  const table = editTable(key);
  /** How many letters the bytes of the name so far make. */
  const depthAt = new Uint8Array(1024);
  return (block) => {
    let hits: Map<number, number> | undefined;
    let at = list.textAt(block);
    let hopelessFrom = Number.POSITIVE_INFINITY;
    const count = list.namesIn(block);
    for (let position = 0; position < count; position += 1) {
      const { at: from, shared, length } = lengthsAt(bytes, at);
      const end = from + length;
      at = list.nextAfter(end);
      if (shared >= hopelessFrom) continue;
      const stop = follow({ bytes, table, depthAt, most }, from, end, shared);
      hopelessFrom = stop ?? Number.POSITIVE_INFINITY;
      if (stop !== undefined) continue;
      const edits = table.edits(depthAt[shared + length] ?? 0);
      if (edits > most) continue;
      hits ??= new Map();
      hits.set(position, edits);
    }
    return hits ?? none;
  };
}

interface Following {
  readonly bytes: Buffer;
  readonly table: EditTable;
  readonly depthAt: Uint8Array;
  readonly most: number;
}

/** Adds the letters of some bytes; the number of bytes after which a name has too many edits, whatever follows. */
function follow({ bytes, table, depthAt, most }: Following, from: number, end: number, shared: number) {
  let depth = shared === 0 ? 0 : (depthAt[shared] ?? 0);
  let length = shared;
  for (let at = from; at < end; ) {
    const first = bytes[at] ?? 0;
    const size = sizeOf(first);
    at += size;
    length += size;
    for (const letter of lettersOf(size === 1 ? first : codePoint(bytes, at - size, size))) {
      const isSpare = letter === space && (depth === 0 || table.letter(depth) === space);
      if (isSpare || depth >= deepest) continue;
      depth += 1;
      if (table.add(depth, letter) > most) return length;
    }
    depthAt[length] = depth;
  }
  return undefined;
}

function sizeOf(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function codePoint(bytes: Buffer, at: number, size: number): number {
  let value = (bytes[at] ?? 0) & (0xff >> (size + 1));
  for (let index = 1; index < size; index += 1) value = (value << 6) | ((bytes[at + index] ?? 0) & 63);
  return value;
}

const plainLetters = Array.from({ length: 128 }, (_, code) => foldedLetters(code));
const otherLetters = new Map<number, readonly number[]>();

function lettersOf(code: number): readonly number[] {
  if (code < 128) return plainLetters[code] ?? [];
  const known = otherLetters.get(code);
  if (known) return known;
  const made = foldedLetters(code);
  otherLetters.set(code, made);
  return made;
}

/** What one letter folds to; between two others, so that a sign stays a space. */
function foldedLetters(code: number): readonly number[] {
  const folded = foldName(`x${String.fromCodePoint(code)}x`).slice(1, -1);
  return Array.from(folded, (letter) => letter.codePointAt(0) ?? space);
}

interface EditTable {
  /** Sets the letter at a depth, counted from 1; the least edits that a name with this beginning has. */
  add(depth: number, letter: number): number;
  letter(depth: number): number;
  /** Edits between the text and the letters up to a depth. */
  edits(depth: number): number;
}

function editTable(key: string): EditTable {
  const wanted = Array.from(key, (letter) => letter.codePointAt(0) ?? 0);
  const width = wanted.length + 1;
  const cells = new Uint8Array((deepest + 1) * width).map((_, cell) => (cell < width ? cell : 0));
  const letters = new Uint32Array(deepest + 1);
  const cell = (row: number, column: number): number => cells[row * width + column] ?? 0;
  return {
    add(depth, letter) {
      letters[depth] = letter;
      cells[depth * width] = depth;
      let least = depth;
      for (let column = 1; column < width; column += 1) {
        const replaced = cell(depth - 1, column - 1) + (wanted[column - 1] === letter ? 0 : 1);
        let edits = Math.min(replaced, cell(depth - 1, column) + 1, cell(depth, column - 1) + 1);
        const isSwapped =
          depth > 1 &&
          column > 1 &&
          letter === wanted[column - 2] &&
          letters[depth - 1] === wanted[column - 1];
        if (isSwapped) edits = Math.min(edits, cell(depth - 2, column - 2) + 1);
        cells[depth * width + column] = edits;
        if (edits < least) least = edits;
      }
      return least;
    },
    letter: (depth) => letters[depth] ?? 0,
    edits: (depth) => cell(depth, width - 1),
  };
}
