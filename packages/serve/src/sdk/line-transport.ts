import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { messageIn } from '../inbound.ts';
import { Batches } from './batch.ts';
import { invalid, judge, notJson } from './judge.ts';
import { Lines, maxLine } from './lines.ts';

/** How much may wait for a client that does not read, in bytes, before nothing more is read of it. */
const mostUnread = 1024 * 1024;

/** The SDK's transport with lines that are read here, so that everything with an id is answered. */
export class LineTransport extends StdioServerTransport {
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #batches = new Batches((answers) => this.#write(answers));
  readonly #lines = new Lines({
    onLine: (line) => this.#take(line),
    onTooLong: (id) => this.#answer(invalid(id, `a message holds at most ${maxLine} bytes`)),
  });
  #isHolding = false;

  constructor(input: Readable, output: Writable) {
    super(input, output);
    this.#input = input;
    this.#output = output;
  }

  override _ondata = (chunk: Buffer): void => this.#lines.take(chunk);

  override _onstdinclose = (): void => {
    this.endInput();
    void this.close();
  };

  /** Takes what has come without a line break for the last message. */
  endInput(): void {
    this.#lines.end();
  }

  override send(message: JSONRPCMessage): Promise<void> {
    const settled = 'method' in message ? undefined : this.#batches.answer(message.id, message);
    return settled ?? this.#write(message);
  }

  #take(line: Buffer): void {
    const text = withoutByteOrderMark(line);
    if (isBlank(text)) return;
    const value = messageIn(text);
    if (value === undefined) this.#answer(notJson);
    else if (Array.isArray(value) && value.length > 0) this.#takeBatch(value);
    else this.#takeOne(value);
  }

  #takeOne(value: unknown): void {
    const judged = judge(value);
    if ('refused' in judged) this.#answer(judged.refused);
    else if ('message' in judged) this.#deliver(judged.message);
    else this.onerror?.(new Error(judged.ignored));
  }

  #takeBatch(values: readonly unknown[]): void {
    const { messages, written } = this.#batches.open(values);
    written?.catch((error: unknown) => this.#report(error));
    for (const message of messages) this.#deliver(message);
  }

  #deliver(message: JSONRPCMessage): void {
    if ('method' in message && message.method === 'notifications/cancelled')
      this.#batches.cancel(message.params?.['requestId'])?.catch((error: unknown) => this.#report(error));
    this.onmessage?.(message);
  }

  #answer(refused: unknown): void {
    this.#write(refused).catch((error: unknown) => this.#report(error));
  }

  /** Resolves when a message has left. */
  #write(message: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#output.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
      this.#hold();
    });
  }

  /** Reads nothing more while a client does not read what it asked for. */
  #hold(): void {
    if (this.#isHolding || this.#output.writableLength <= mostUnread) return;
    this.#isHolding = true;
    this.#input.pause();
    this.#output.once('drain', () => {
      this.#isHolding = false;
      this.#input.resume();
    });
  }

  #report(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error(String(error)));
  }
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function withoutByteOrderMark(line: Buffer): Buffer {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
}
