import { serialize } from 'node:v8';

/** The tags of V8's serialised values that plain data is made of; a child may say no others. */
const tag = {
  padding: 0x00,
  hole: code('-'),
  reference: code('^'),
  int32: code('I'),
  uint32: code('U'),
  double: code('N'),
  bigint: code('Z'),
  oneByteString: code('"'),
  twoByteString: code('c'),
  date: code('D'),
  object: code('o'),
  objectEnd: code('{'),
  denseArray: code('A'),
  denseArrayEnd: code('$'),
  sparseArray: code('a'),
  sparseArrayEnd: code('@'),
  map: code(';'),
  mapEnd: code(':'),
  set: code("'"),
  setEnd: code(','),
  buffer: code('B'),
  /** A view of bytes, as Node.js writes it. */
  view: code('\\'),
} as const;

/** Undefined, null, true and false. */
const constants: ReadonlySet<number> = new Set(['_', '0', 'T', 'F'].map(code));
const version = serialize(null)[1];

const MAX_DEPTH = 1_000;
/** Printing a number takes more than linear time. */
const MAX_BIGINT_BYTES = 1_024;
/** What these count at least, since they take that much more memory than bytes. */
const FLOORS = { object: 8, map: 24, bytes: 24 } as const;
/** V8 makes a dictionary of elements when a key leaves a larger gap, and memory for every one below otherwise. */
const MAX_ELEMENT_GAP = 1_024;

class NotPlain extends Error {}

/**
 * Measures a serialised value before anything is made of it, in bytes: what it would take if nothing in it were shared
 * and no element of an array left out, so that neither its memory nor a walk through it is out of proportion to that.
 *
 * Undefined for what is no plain data: anything but primitives, objects, arrays, dates, maps, sets and bytes; a value
 * that contains itself or lies over a thousand levels deep; a BigInt of over 1,024 bytes; bytes that V8 would not write.
 */
export function measure(payload: Uint8Array): number | undefined {
  try {
    return new Measuring(payload).all();
  } catch (error) {
    if (error instanceof NotPlain || error instanceof RangeError) return undefined;
    throw error;
  }
}

class Measuring {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** By the number that references name; undefined while it is being measured. */
  readonly #sizes: (number | undefined)[] = [];
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  all(): number {
    if (this.#byte() !== 0xff || this.#byte() !== version) throw new NotPlain();
    const size = 2 + this.#value();
    if (this.#at !== this.#bytes.length) throw new NotPlain();
    return Math.max(size, this.#at);
  }

  #value(): number {
    const start = this.#at;
    const kind = this.#tag();
    if (constants.has(kind)) return this.#at - start;
    switch (kind) {
      case tag.int32:
      case tag.uint32:
        this.#varint();
        return this.#at - start;
      case tag.double:
        this.#skip(8);
        return this.#at - start;
      case tag.oneByteString:
      case tag.twoByteString:
        this.#skip(this.#varint());
        return this.#at - start;
      case tag.bigint:
        this.#bigint();
        return this.#at - start;
      case tag.reference:
        return this.#reference();
      default:
        return this.#object(kind);
    }
  }

  #bigint(): void {
    // the lowest bit is the sign
    const length = this.#varint() >>> 1;
    if (length > MAX_BIGINT_BYTES) throw new NotPlain();
    this.#skip(length);
  }

  #reference(): number {
    const size = this.#sizes[this.#varint()];
    if (size === undefined) throw new NotPlain();
    return size;
  }

  /** What can be referred to; references number these in the order of their beginnings. */
  #object(kind: number): number {
    const id = this.#sizes.push(undefined) - 1;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new NotPlain();
    const size = this.#content(kind);
    this.#depth -= 1;
    this.#sizes[id] = size;
    return size;
  }

  #content(kind: number): number {
    switch (kind) {
      case tag.object:
        return Math.max(FLOORS.object, this.#properties(tag.objectEnd, 1, 0));
      case tag.denseArray:
        return this.#denseArray();
      case tag.sparseArray:
        return this.#sparseArray();
      case tag.map:
        return Math.max(FLOORS.map, this.#entries(tag.mapEnd));
      case tag.set:
        return Math.max(FLOORS.map, this.#entries(tag.setEnd));
      case tag.date:
        this.#skip(8);
        return 9;
      case tag.view:
        this.#varint();
        return this.#content(tag.buffer);
      case tag.buffer: {
        const length = this.#varint();
        this.#skip(length);
        return FLOORS.bytes + length;
      }
      default:
        throw new NotPlain();
    }
  }

  #denseArray(): number {
    const length = this.#varint();
    if (length > this.#bytes.length - this.#at) throw new NotPlain();
    let size = 1;
    for (let index = 0; index < length; index += 1) {
      if (this.#take(tag.hole)) size += 1;
      else size += this.#value();
    }
    return Math.max(FLOORS.object, this.#properties(tag.denseArrayEnd, size, length));
  }

  #sparseArray(): number {
    const length = this.#varint();
    return Math.max(FLOORS.object, this.#properties(tag.sparseArrayEnd, 1, length));
  }

  /**
   * Adds keys and values until `end` and its counts to the size of something with so many elements; gives at least as
   * many as V8 has memory for.
   */
  #properties(end: number, before: number, length: number): number {
    let size = before + 1;
    let capacity = length;
    let isDictionary = false;
    while (!this.#take(end)) {
      const start = this.#at;
      const key = this.#key();
      size += this.#at - start + this.#value();
      isDictionary ||= key - capacity >= MAX_ELEMENT_GAP;
      if (!isDictionary && key >= capacity) capacity = key + (key >>> 1) + 16;
    }
    return Math.max(capacity, size + this.#counts(end === tag.objectEnd ? 1 : 2));
  }

  #entries(end: number): number {
    let size = 2;
    while (!this.#take(end)) size += this.#value();
    return size + this.#counts(1);
  }

  #counts(count: number): number {
    const start = this.#at;
    for (let index = 0; index < count; index += 1) this.#varint();
    return this.#at - start;
  }

  /** A key as the index of an element; -1 for any other name. */
  #key(): number {
    const kind = this.#tag();
    switch (kind) {
      case tag.int32: {
        const zigzag = this.#varint();
        return zigzag % 2 === 0 ? zigzag / 2 : -1;
      }
      case tag.uint32:
        return this.#varint();
      case tag.double: {
        const number = this.#view.getFloat64(this.#at, true);
        this.#skip(8);
        return Number.isInteger(number) && number < 2 ** 32 ? number : -1;
      }
      case tag.oneByteString:
      case tag.twoByteString: {
        const length = this.#varint();
        const first = this.#bytes[this.#at] ?? 0;
        // V8 writes an index as a number
        if (length > 0 && first >= 0x30 && first <= 0x39) this.#refuseIndex(kind, length);
        this.#skip(length);
        return -1;
      }
      default:
        throw new NotPlain();
    }
  }

  #refuseIndex(kind: number, length: number): void {
    const step = kind === tag.oneByteString ? 1 : 2;
    if (length > 10 * step) return;
    const name = Buffer.from(this.#bytes.subarray(this.#at, this.#at + length));
    const text = name.toString(step === 1 ? 'latin1' : 'utf16le');
    if (/^(?:0|[1-9]\d*)$/.test(text) && Number(text) < 2 ** 32 - 1) throw new NotPlain();
  }

  #take(wanted: number): boolean {
    const start = this.#at;
    if (this.#tag() === wanted) return true;
    this.#at = start;
    return false;
  }

  #tag(): number {
    for (;;) {
      const byte = this.#byte();
      if (byte !== tag.padding) return byte;
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new NotPlain();
    this.#at += 1;
    return byte;
  }

  #skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new NotPlain();
  }

  /** Seven bits in each byte, the lowest first; V8 would drop what exceeds 32. */
  #varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 28; scale *= 2 ** 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80 && value < 2 ** 32) return value;
    }
    throw new NotPlain();
  }
}

function code(character: string): number {
  return character.charCodeAt(0);
}
