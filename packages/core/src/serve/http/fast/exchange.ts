/**
 * One reply of the fast lane.
 *
 * A reply is one JSON body, unless the call reports progress first: then it becomes a stream of events, as the SDK does
 * it. Clients of the 2025 era always get a stream. A client that goes away aborts the call.
 */
import type { ServerResponse } from 'node:http';
import type { Era } from '../../../call.ts';
import type { Body } from './replies.ts';

const keepAliveMs = 15_000;
const json = 'application/json';
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
} as const;

/** Writes the reply to one request. */
export class Exchange {
  readonly #id: string;
  readonly #era: Era;
  #response: ServerResponse | undefined;
  #keepAlive: NodeJS.Timeout | undefined;
  #streaming = false;
  #gone = false;
  #abort: AbortController | undefined;

  constructor(id: string | number, era: Era, response: ServerResponse) {
    this.#id = typeof id === 'number' ? String(id) : JSON.stringify(id);
    this.#era = era;
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
  get settled(): boolean {
    return this.#response === undefined;
  }

  /** Sends a notification that belongs to the call, which turns the reply into a stream. */
  notify(method: string, params: Readonly<Record<string, unknown>>): void {
    const response = this.#response;
    if (response === undefined) return;
    if (!this.#streaming) this.#startStream(response);
    response.write(frame(JSON.stringify({ jsonrpc: '2.0', method, params })));
  }

  /** Answers with a result that is serialised already. */
  result(body: Body): void {
    const tail = `,"jsonrpc":"2.0","id":${this.#id}}`;
    if (typeof body === 'string') this.#end(`{"result":${body}${tail}`);
    else this.#endAround('{"result":', body, tail);
  }

  /** Answers with a protocol error. */
  error(error: { readonly code: number; readonly message: string; readonly data?: unknown }): void {
    this.#end(`{"jsonrpc":"2.0","id":${this.#id},"error":${JSON.stringify(error)}}`);
  }

  /** The client has gone. */
  gone(): void {
    if (this.#response === undefined) return;
    this.#settle();
    this.#gone = true;
    this.#abort?.abort();
  }

  #end(body: string): void {
    const response = this.#response;
    if (response === undefined) return;
    this.#settle();
    if (this.#streaming) {
      response.end(frame(body));
    } else if (this.#era === 'legacy') {
      response.writeHead(200, streamHeaders);
      response.end(frame(body));
    } else {
      response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(body) });
      response.end(body);
    }
  }

  /** The same with bytes in the middle, which are sent as they are: copying a list would cost more than finding it. */
  #endAround(head: string, body: Buffer, tail: string): void {
    const response = this.#response;
    if (response === undefined) return;
    this.#settle();
    const framed = this.#streaming || this.#era === 'legacy';
    if (!framed) {
      const length = head.length + body.length + Buffer.byteLength(tail);
      response.writeHead(200, { 'content-type': json, 'content-length': length });
    } else if (!this.#streaming) {
      response.writeHead(200, streamHeaders);
    }
    // the response gathers what is written within one turn
    response.write(framed ? `${frameHead}${head}` : head);
    response.write(body);
    response.end(framed ? `${tail}${frameTail}` : tail);
  }

  #settle(): void {
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

const frameHead = 'event: message\ndata: ';
const frameTail = '\n\n';

function frame(text: string): string {
  return `${frameHead}${text}${frameTail}`;
}
