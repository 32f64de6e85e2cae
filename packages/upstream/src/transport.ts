import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { UpstreamFailure } from './failure.ts';
import { readErrorBody } from './read-body.ts';
import { parseRetryAfter } from './retry.ts';

/** An HTTP request as it goes to the wire, secrets included. */
export interface WireRequest {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable | undefined;
}

/** An answer whose body has not been read; read it or `discard` it, since it holds a socket. */
export interface Answer {
  readonly status: number;
  /** One header by its lower-case name; the first, where it was sent several times. */
  header(name: string): string | undefined;
  readonly body: Readable;
  /** What was asked for in the end, redirects included. */
  readonly request: WireRequest;
}

/** Sends requests; what stands behind it is the only part that knows undici. */
export interface Transport {
  /** One attempt: resolves with an answer of any status; what it throws goes through `failing`. */
  send(request: WireRequest, signal: AbortSignal): Promise<Answer>;
  /** Closes every socket; requests under way fail. */
  close(): Promise<void>;
}

const maxErrorBodyBytes = 16 * 1024;

/** Builds a transport that opens its pool on the first request. */
export function createTransport(openPool: () => Promise<Dispatcher>): Transport {
  let pool: Promise<Dispatcher> | undefined;
  return {
    send: async (request, signal) => {
      pool ??= openPool();
      const { origin, method, path, headers, body = null } = request;
      const dispatcher = await pool;
      const response = await dispatcher.request({ origin, method, path, headers, body, signal });
      return {
        status: response.statusCode,
        header: (name) => firstValue(response.headers[name]),
        body: response.body,
        request,
      };
    },
    close: async () => {
      await (await pool)?.destroy();
    },
  };
}

/** Gives back a 2xx answer and throws `UpstreamFailure` for any other; `now` gives epoch milliseconds. */
export async function onlySuccess(answer: Answer, now: () => number): Promise<Answer> {
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const text = await readErrorBody(answer.body, answer.header('content-encoding'), maxErrorBodyBytes);
  throw new UpstreamFailure('status', {
    status,
    retryAfterMs: parseRetryAfter(answer.header('retry-after'), now()),
    body: parseIfJson(text),
  });
}

/** Gives up an unread answer and its socket. */
export function discard(answer: Answer): void {
  answer.body.on('error', () => {}).destroy();
}

/** Runs one part of an exchange: whatever fails in it comes out as `UpstreamFailure`, an abort as its reason. */
export async function failing<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toFailure(error);
  }
}

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const defectCodes = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** Sorts what undici throws; its own refusal of our arguments is a defect of ours and stays as it is. */
function toFailure(error: unknown): unknown {
  if (error instanceof UpstreamFailure) return error;
  if (error instanceof Error && error.name === 'HTTPParserError') {
    // The parser's error holds the received bytes; only its reason may reach a log.
    return new UpstreamFailure('bad_body', { cause: new Error(error.message) });
  }
  const code = codeOf(error);
  if (defectCodes.has(code)) return error;
  const facts = { cause: error, unsent: unsentCodes.has(code) };
  if (timeoutCodes.has(code)) return new UpstreamFailure('timeout', facts);
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || isCodingError(code)) {
    return new UpstreamFailure('bad_body', facts);
  }
  return new UpstreamFailure('network', facts);
}

/** Whether zlib could not decode what it was given. */
function isCodingError(code: string): boolean {
  return /^(?:Z_|ERR__ERROR|ERR_BROTLI)/.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function firstValue(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function parseIfJson(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
