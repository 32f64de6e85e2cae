/** A stream of random numbers that depends on its seeds alone. */
export interface Dice {
  /** A number from 0 up to but not 1. */
  unit(): number;
  /** A whole number from 0 up to but not `sides`. */
  below(sides: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  /** One of the items, all alike likely. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** The dice of one row: equal seeds, stream and index throw equal numbers (splitmix32). */
export function diceFor(seed: number, stream: number, index: number): Dice {
  let state = mix(mix(seed ^ Math.imul(stream, 0x9e3779b1)) ^ Math.imul(index + 1, 0x85ebca6b));
  const unit = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 0x1_0000_0000;
  };
  return {
    unit,
    below: (sides) => Math.floor(unit() * sides),
    chance: (probability) => unit() < probability,
    pick: (items) => items[Math.floor(unit() * items.length)] ?? items[0],
  };
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A list of words from a text, one per line or per blank; at least one. */
export function words(text: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  return [first, ...rest];
}

/** A list of lines from a text; at least one. */
export function lines(text: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = text.trim().split(/\s*\n\s*/);
  return [first, ...rest];
}
