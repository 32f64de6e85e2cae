/** Chance that depends on a seed alone (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to but not 1. */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let hash = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
    return ((hash ^ (hash >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 up to but not `most`. */
  below(most: number): number {
    return Math.floor(this.unit() * most);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('Nothing to choose from.');
    return found;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }
}

const neighbours: Readonly<Record<string, string>> = {
  ...{ a: 's', e: 'r', i: 'o', o: 'p', n: 'm', r: 't', s: 'd', t: 'y', l: 'k', u: 'i' },
};

/** A text with one slip: a letter lost, doubled, swapped with its neighbour or hit beside. */
export function slip(text: string, dice: Dice): string {
  if (text.length < 3) return text;
  const at = 1 + dice.below(text.length - 2);
  const letter = text.charAt(at);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  switch (dice.below(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + after.slice(0, 1) + letter + after.slice(1);
    default:
      return before + (neighbours[letter] ?? 'e') + after;
  }
}
