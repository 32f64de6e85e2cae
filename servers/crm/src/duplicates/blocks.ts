import type { Kind } from './compare.ts';
import { keysOf } from './keys.ts';
import { joined } from './names/name-words.ts';
import type { PreparedRecord } from './record.ts';

/** A key that more records share is no block but a sorted list, of which only neighbours are compared. */
export const largestBlock = 100;
/** How many records after each in such a list are compared with it. */
export const neighbours = 8;

/** A key that was too common to compare all that share it. */
export interface Cut {
  /** What the records have in common: `phone`, `name`, … */
  readonly shared: string;
  readonly records: number;
}

const sharedNames: Readonly<Record<string, string>> = {
  e: 'e-mail',
  l: 'mailbox name',
  p: 'phone',
  n: 'sound of the name',
  s: 'spelling of the name',
  i: 'initial and surname',
  k: 'nickname and surname',
  j: 'surname',
  u: 'single name',
  o: 'employer and name',
  t: 'name and town',
  b: 'date of birth',
  y: 'name and year of birth',
  d: 'name and day of birth',
  a: 'address',
  w: 'domain',
  v: 'domain name',
  c: 'company name',
  m: 'word of the company name',
};

/** What the records of a key have in common, in words. */
export function sharedName(key: string): string {
  return sharedNames[key.slice(0, 1)] ?? 'value';
}

/** Where a record stands in the list of a common key: by name, employer and town. */
export function placeOf({ surname, given, company, city }: PreparedRecord): string {
  return `${joined(surname)} ${joined(given)} ${company?.core ?? ''} ${city}`.slice(0, 48);
}

const shardCount = 256;

function shardOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) | 0;
  return (hash >>> 0) % shardCount;
}

/** Which records are compared with which: those that share a key. */
export class Blocks {
  readonly cuts: Cut[] = [];
  /** What was too common about a record, by its position. */
  readonly cutAt = new Map<number, Set<string>>();
  // many small tables: one that grows to a million keys would stop the loop each time it is laid out anew
  readonly #shards = Array.from({ length: shardCount }, () => new Map<string, number[]>());
  readonly #records: PreparedRecord[] = [];
  readonly #kind: Kind;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Adds a record under the next position. */
  add(record: PreparedRecord): void {
    const position = this.#records.push(record) - 1;
    for (const key of keysOf(record, this.#kind)) {
      const table = this.#shards[shardOf(key)];
      const block = table?.get(key);
      if (block === undefined) table?.set(key, [position]);
      else block.push(position);
    }
  }

  /** Each position with those after it that it is compared with, all pairs once; undefined now and then for a pause. */
  *partners(): Generator<readonly [number, ReadonlySet<number>] | undefined> {
    const partners = new Map<number, Set<number>>();
    let work = 0;
    for (const [low, high] of this.#pairs()) {
      work += 1;
      if (work % 1024 === 0) yield undefined;
      if (high === undefined) continue;
      const list = partners.get(low) ?? new Set();
      partners.set(low, list.add(high));
    }
    yield* partners;
  }

  *#pairs(): Generator<readonly [number, number | undefined]> {
    for (const [key, block] of this.#blocks()) {
      yield [0, undefined];
      const isCommon = block.length > largestBlock;
      const order = isCommon ? this.#sorted(key, block) : block;
      const span = isCommon ? neighbours : block.length;
      for (const [at, a] of order.entries())
        for (const b of order.slice(at + 1, at + 1 + span)) yield a < b ? [a, b] : [b, a];
    }
  }

  *#blocks(): Generator<[string, number[]]> {
    for (const table of this.#shards) {
      for (const entry of table) if (entry[1].length > 1) yield entry;
      table.clear();
    }
  }

  #sorted(key: string, block: readonly number[]): readonly number[] {
    const shared = sharedName(key);
    this.cuts.push({ shared, records: block.length });
    for (const position of block)
      this.cutAt.set(position, (this.cutAt.get(position) ?? new Set()).add(shared));
    const places = block.map((position) => {
      const record = this.#records[position];
      return [record === undefined ? '' : placeOf(record), position] as const;
    });
    return places.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, position]) => position);
  }
}
