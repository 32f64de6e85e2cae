const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How long a name or an id may be, in bytes, to be the one that is looked for. */
const mostKept = 1024;

/** Finds the id of a message that is too long to be kept, part by part: clients write it first, or last. */
export class IdFinder {
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #name: unknown;
  #id: unknown;
  readonly #token: number[] = [];

  /** The `id` of an object, as far as it was seen; of a batch, and of what is no object, none. */
  get id(): unknown {
    return this.#id;
  }

  /** Looks at the next bytes of the message. */
  look(part: Buffer): void {
    for (const byte of part) {
      if (this.#isString) this.#inString(byte);
      else this.#outside(byte);
    }
  }

  #inString(byte: number): void {
    this.#keep(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isString = false;
  }

  #outside(byte: number): void {
    if (byte === openObject) this.#depth += 1;
    // nothing in a list belongs to the message itself
    else if (byte === openArray) this.#depth += 2;
    else if (byte === closeArray) this.#depth -= 2;
    else if (byte === closeObject) this.#closeObject();
    else if (byte === colon && this.#depth === 1) this.#name = this.#value();
    else if (byte === comma && this.#depth === 1) this.#member();
    else this.#begin(byte);
  }

  #begin(byte: number): void {
    this.#isString = byte === quote;
    this.#keep(byte);
  }

  #closeObject(): void {
    if (this.#depth === 1) this.#member();
    this.#depth -= 1;
  }

  #member(): void {
    const value = this.#value();
    if (this.#name === 'id') this.#id = value;
    this.#name = undefined;
  }

  #keep(byte: number): void {
    if (this.#depth === 1 && this.#token.length < mostKept) this.#token.push(byte);
  }

  #value(): unknown {
    const text = Buffer.from(this.#token).toString();
    this.#token.length = 0;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
}
