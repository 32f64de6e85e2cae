import { blockNames, headBytes } from '../../src/upstream/gazetteer/format.ts';

/** One name of a list. */
export interface ListedName {
  readonly name: string;
  /** Its first place in a list of main names. */
  readonly first: number;
  /** The packed population of its largest bearer. */
  readonly top: number;
  /** The places that bear it, in a list of further names. */
  readonly bearers?: readonly number[];
}

const mostShared = 15;

/** Packs sorted names: each tells how many bytes it shares with the one before; blocks begin anew. */
export function frontCode(names: readonly ListedName[]): { readonly heads: Buffer; readonly bytes: Buffer } {
  const bytes: number[] = [];
  const heads = Buffer.alloc(Math.ceil(names.length / blockNames) * headBytes);
  let before = Buffer.alloc(0);
  names.forEach((entry, index) => {
    const now = Buffer.from(entry.name);
    const head = Math.floor(index / blockNames) * headBytes;
    const shared = index % blockNames === 0 ? 0 : sharedBytes(before, now);
    if (index % blockNames === 0) {
      heads.writeUIntLE(bytes.length, head, 3);
      heads.writeUIntLE(entry.first, head + 3, 3);
    }
    heads.writeUInt16LE(Math.max(heads.readUInt16LE(head + 6), entry.top), head + 6);
    const rest = now.length - shared;
    bytes.push((shared << 4) | Math.min(mostShared, rest));
    if (rest >= mostShared) bytes.push(rest - mostShared);
    bytes.push(...now.subarray(shared), ...postings(entry.bearers ?? []));
    before = now;
  });
  return { heads, bytes: Buffer.from(bytes) };
}

/** Whole letters alone are shared. */
function sharedBytes(before: Buffer, now: Buffer): number {
  let shared = 0;
  while (shared < mostShared && shared < now.length && before[shared] === now[shared]) shared += 1;
  while (shared > 0 && ((now[shared] ?? 0) & 0xc0) === 0x80) shared -= 1;
  return shared;
}

function postings(bearers: readonly number[]): readonly number[] {
  return bearers.flatMap((place, index) => {
    const bytes: number[] = [];
    let value = place * 2 + (index < bearers.length - 1 ? 1 : 0);
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
    return [...bytes, value];
  });
}
