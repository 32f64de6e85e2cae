import { parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { messageIn } from '../inbound.ts';
import { refusalOf } from '../members.ts';

/** What one message may hold, in bytes; a longer one ends the connection. */
const maxLine = 10 * 1024 * 1024;

const lineBreak = 0x0a;

/**
 * The SDK's transport with lines that are read here: the SDK leaves a request unanswered that it finds wrong before it
 * knows the method, and its client waits.
 */
export class LineTransport extends StdioServerTransport {
  readonly #parts: Buffer[] = [];
  #length = 0;

  override _ondata = (chunk: Buffer): void => {
    let from = 0;
    for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, from)) {
      this.#gather(chunk.subarray(from, end));
      from = end + 1;
      this.#take(Buffer.concat(this.#parts));
      this.#forget();
    }
    this.#gather(chunk.subarray(from));
    if (this.#length <= maxLine) return;
    this.#forget();
    this.onerror?.(new Error(`A message has more than ${maxLine} bytes`));
    void this.close();
  };

  #gather(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  #forget(): void {
    this.#parts.length = 0;
    this.#length = 0;
  }

  #take(line: Buffer): void {
    const message = messageIn(line);
    // what a development tool prints is no message
    if (message === undefined) return;
    const refused = refusalOf(message);
    if (refused === undefined) this.#deliver(message);
    else this.send(refused).catch((error: unknown) => this.#report(error));
  }

  #deliver(value: unknown): void {
    try {
      this.onmessage?.(parseJSONRPCMessage(value));
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error(String(error)));
  }
}
