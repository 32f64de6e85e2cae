import { IdFinder } from './id-finder.ts';

/** What one line may hold, in bytes. */
export const maxLine = 10 * 1024 * 1024;

const lineBreak = 0x0a;

/** Who is told of the lines of an input. */
export interface LineReader {
  /** Hears of a line, without its end. */
  onLine(line: Buffer): void;
  /** Hears of the end of a line that held too much to be kept, with the `id` that stood in it. */
  onTooLong(id: unknown): void;
}

/** Cuts an input into lines. */
export class Lines {
  readonly #reader: LineReader;
  readonly #parts: Buffer[] = [];
  #length = 0;
  #tooLong: IdFinder | undefined;

  constructor(reader: LineReader) {
    this.#reader = reader;
  }

  /** Takes the next bytes. */
  take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, from)) {
      this.#gather(chunk.subarray(from, end));
      from = end + 1;
      this.end();
    }
    this.#gather(chunk.subarray(from));
  }

  /** Takes what has come for a whole line; without its break it is the last one. */
  end(): void {
    const line = Buffer.concat(this.#parts);
    const tooLong = this.#tooLong;
    this.#forget();
    this.#tooLong = undefined;
    if (tooLong === undefined) this.#reader.onLine(line);
    else this.#reader.onTooLong(tooLong.id);
  }

  #gather(part: Buffer): void {
    if (this.#tooLong === undefined) this.#keep(part);
    else this.#tooLong.look(part);
  }

  #keep(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= maxLine) return;
    const finder = new IdFinder();
    for (const kept of this.#parts) finder.look(kept);
    this.#forget();
    this.#tooLong = finder;
  }

  #forget(): void {
    this.#parts.length = 0;
    this.#length = 0;
  }
}
