import type { Dispatcher } from 'undici';
import { UpstreamFailure } from './failure.ts';
import { openPool, type PoolSettings } from './proxy.ts';
import { readBody, readErrorBody } from './read-body.ts';
import { parseRetryAfter } from './retry.ts';

/** An HTTP request as it goes to the wire, secrets included. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A 2xx answer. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends requests to one origin; the only part that knows undici. */
export interface Transport {
  /** One attempt: resolves with a 2xx answer, throws `UpstreamFailure` for everything else. */
  send(request: WireRequest, signal: AbortSignal): Promise<Reply>;
  /** Closes every socket; requests under way fail. */
  close(): Promise<void>;
}

/** What a transport needs to know. */
export interface TransportSettings extends PoolSettings {
  readonly maxBodyBytes: number;
  /** Epoch milliseconds, to read dates in `Retry-After`. */
  readonly now: () => number;
}

const maxErrorBodyBytes = 16 * 1024;

/** Builds a transport that opens its pool on the first request. */
export function createTransport(settings: TransportSettings): Transport {
  let pool: Promise<Dispatcher> | undefined;
  return {
    send: async (request, signal) => {
      pool ??= openPool(settings);
      const dispatcher = await pool;
      try {
        return await exchange(dispatcher, request, signal, settings);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw toFailure(error);
      }
    },
    close: async () => {
      await (await pool)?.destroy();
    },
  };
}

async function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  signal: AbortSignal,
  settings: TransportSettings,
): Promise<Reply> {
  const response = await dispatcher.request({
    origin: settings.origin,
    method: request.method,
    path: request.path,
    headers: request.headers,
    body: request.body ?? null,
    signal,
  });
  const status = response.statusCode;
  const encoding = firstValue(response.headers['content-encoding']);
  if (status >= 200 && status < 300) {
    return { status, text: await readBody(response.body, encoding, settings.maxBodyBytes) };
  }
  const text = await readErrorBody(response.body, encoding, maxErrorBodyBytes);
  throw new UpstreamFailure('status', {
    status,
    retryAfterMs: parseRetryAfter(firstValue(response.headers['retry-after']), settings.now()),
    body: parseIfJson(text),
  });
}

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sorts what undici throws; its own refusal of our arguments is a defect of ours and stays as it is. */
function toFailure(error: unknown): unknown {
  if (error instanceof UpstreamFailure) return error;
  if (error instanceof Error && error.name === 'HTTPParserError') {
    // The parser's error holds the received bytes; only its reason may reach a log.
    return new UpstreamFailure('bad_body', { cause: new Error(error.message) });
  }
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') return error;
  const facts = { cause: error, unsent: unsentCodes.has(code) };
  if (timeoutCodes.has(code)) return new UpstreamFailure('timeout', facts);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new UpstreamFailure('bad_body', facts);
  return new UpstreamFailure('network', facts);
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
