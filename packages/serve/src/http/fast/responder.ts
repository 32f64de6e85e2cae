/**
 * One reply of the fast lane.
 *
 * A reply is one JSON body, unless the call reports progress first: then it becomes a stream of events, as the SDK does
 * it. Clients of the 2025 era always get a stream. A client that names one form gets that. A client that goes away aborts the call.
 */
import type { ServerResponse } from 'node:http';
import type { AnswerForm } from '../../answer-form.ts';
import type { Accepted } from './accept.ts';
import type { Body } from './replies.ts';
import { atEndOfTurn } from './turn.ts';

const keepAliveMs = 15_000;
const json = 'application/json';
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
} as const;

/** What is about to be written. */
interface Reply {
  readonly response: ServerResponse;
  readonly text: string;
  /** A result that goes before the text. */
  readonly bytes: Buffer | undefined;
}

/** Writes the reply to one request. */
export class Responder {
  readonly #id: string;
  readonly #form: AnswerForm;
  #response: ServerResponse | undefined;
  #keepAlive: NodeJS.Timeout | undefined;
  #reply: Reply | undefined;
  #drained: Promise<void> | undefined;
  #streaming = false;
  #gone = false;
  #abort: AbortController | undefined;

  constructor({ id, era }: Pick<Accepted, 'id' | 'era'>, form: AnswerForm, response: ServerResponse) {
    this.#id = typeof id === 'number' ? String(id) : JSON.stringify(id);
    this.#form = form === 'either' && era === 'legacy' ? 'stream' : form;
    this.#response = response;
  }

  /** Whether the client has gone. */
  get aborted(): boolean {
    return this.#gone;
  }

  /** Aborts when the client goes away; made only for calls that ask for it. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#gone) this.#abort.abort();
    return this.#abort.signal;
  }

  /** Whether the reply was written or the client has gone. */
  get ended(): boolean {
    return this.#response === undefined;
  }

  /**
   * Sends a progress notification, which turns the reply into a stream.
   *
   * Resolves when the client has room for more. What is reported to a client that does not read is left out, since the
   * next report says more; so is what has no place in a single body.
   */
  async notify(method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
    const response = this.#response;
    if (response === undefined || this.#form === 'json') return;
    if (!this.#streaming) this.#startStream(response);
    if (
      response.writableNeedDrain ||
      !response.write(frame(JSON.stringify({ jsonrpc: '2.0', method, params })))
    )
      await this.#room(response);
  }

  /** Answers with a result that is serialised already. */
  result(body: Body): void {
    const tail = `,"jsonrpc":"2.0","id":${this.#id}}`;
    if (typeof body === 'string') this.#answer(`{"result":${body}${tail}`);
    else this.#answer(tail, body);
  }

  /** Answers with a protocol error. */
  error(error: { readonly code: number; readonly message: string; readonly data?: unknown }): void {
    this.#answer(`{"jsonrpc":"2.0","id":${this.#id},"error":${JSON.stringify(error)}}`);
  }

  /** The client has gone. */
  gone(): void {
    if (this.#response === undefined) return;
    this.#end();
    this.#gone = true;
    this.#abort?.abort();
  }

  /** Sends what was answered; nobody hears of a client that has gone since. */
  write(): void {
    const reply = this.#reply;
    this.#reply = undefined;
    if (reply === undefined) return;
    const { response, text, bytes } = reply;
    const framed = this.#streaming || this.#form === 'stream';
    if (framed && !this.#streaming) response.writeHead(200, streamHeaders);
    if (bytes !== undefined) writeAround(response, bytes, text, framed);
    else if (framed) response.end(frame(text));
    else {
      response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(text) });
      response.end(text);
    }
  }

  #answer(text: string, bytes?: Buffer): void {
    const response = this.#response;
    if (response === undefined) return;
    this.#end();
    this.#reply = { response, text, bytes };
    atEndOfTurn(this);
  }

  /** One promise for all that wait, so that a slow client gathers no listeners. */
  #room(response: ServerResponse): Promise<void> {
    this.#drained ??= new Promise((resolve) => {
      const done = () => {
        response.off('drain', done).off('close', done);
        this.#drained = undefined;
        resolve();
      };
      response.on('drain', done).on('close', done);
    });
    return this.#drained;
  }

  #end(): void {
    clearInterval(this.#keepAlive);
    this.#response = undefined;
  }

  #startStream(response: ServerResponse): void {
    this.#streaming = true;
    response.writeHead(200, streamHeaders);
    this.#keepAlive = setInterval(() => response.write(': keepalive\n\n'), keepAliveMs);
    this.#keepAlive.unref();
  }
}

const resultHead = '{"result":';
const frameHead = 'event: message\ndata: ';
const frameTail = '\n\n';

/** Sends bytes as they are: copying a list into a text would cost more than finding it. */
function writeAround(response: ServerResponse, bytes: Buffer, tail: string, framed: boolean): void {
  if (!framed) {
    const length = resultHead.length + bytes.length + Buffer.byteLength(tail);
    response.writeHead(200, { 'content-type': json, 'content-length': length });
  }
  // the response gathers what is written within one turn
  response.write(framed ? frameHead + resultHead : resultHead);
  response.write(bytes);
  response.end(framed ? tail + frameTail : tail);
}

function frame(text: string): string {
  return frameHead + text + frameTail;
}
