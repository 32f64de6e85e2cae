import { isDeepStrictEqual } from 'node:util';

/** Remembers first answers: what does not depend on time must be the same for everybody, whenever it is asked. */
export class Memo {
  readonly #known = new Map<string, unknown>();

  /** What is wrong with an answer beside the first one under its key. */
  differs(key: string, answer: unknown): string | undefined {
    if (!this.#known.has(key)) {
      this.#known.set(key, answer);
      return undefined;
    }
    const first = this.#known.get(key);
    if (isDeepStrictEqual(first, answer)) return undefined;
    return `differs from the first answer to ${key}: ${JSON.stringify(answer).slice(0, 150)} is not ${JSON.stringify(first).slice(0, 150)}`;
  }
}
