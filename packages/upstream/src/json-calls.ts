import { ToolError } from '@patchbay/core';
import type { z } from 'zod';
import { type Base, canonicalResource, headersKey, mergeHeaders, wirePath } from './address.ts';
import { type AnswerCache, isOutputOf, type Loaded } from './cache.ts';
import { decodeReply, type Reply } from './decode-reply.ts';
import type { Emit } from './events.ts';
import { type ExchangeParts, runExchange } from './exchange.ts';
import { abortFailure } from './failure.ts';
import { deepFreeze } from './freeze.ts';
import { isDependencyError } from './health.ts';
import { readBody } from './read-body.ts';
import type { SingleFlight } from './single-flight.ts';
import { type Answer, failing, type WireRequest } from './transport.ts';
import type { GetRequest, GetResult, SendBytesRequest, SendRequest, SendResult, Upstream } from './types.ts';
import { bytesPayload, jsonPayload, type Payload, withoutSource } from './upload.ts';
import { type FailureWords, wordFailure } from './word-failure.ts';

/** The parts that calls run on, one set per upstream. */
export interface JsonCallParts extends FailureWords {
  readonly base: Base;
  readonly secretQuery: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly budgetMs: number;
  readonly maxAttempts: number;
  readonly parse: (text: string) => unknown;
  readonly exchange: ExchangeParts;
  readonly maxBodyBytes: number;
  /** Resolves with a 2xx answer or throws; see `Transport`. */
  send(request: WireRequest, signal: AbortSignal): Promise<Answer>;
  readonly cache: AnswerCache;
  readonly flights: SingleFlight<Loaded>;
  readonly emit: Emit;
  readonly now: () => number;
}

type Sending = SendRequest<z.ZodType> | SendBytesRequest<z.ZodType>;
type Request = GetRequest<z.ZodType> | Sending;
type Method = 'GET' | Sending['method'];

interface Outgoing {
  readonly method: Method;
  readonly resource: string;
  readonly body: WireRequest['body'];
  /** Headers that describe the body. */
  readonly about?: Readonly<Record<string, string | undefined>>;
  readonly maxAttempts: number;
  readonly request: Request;
}

/** Builds the calls of an upstream that are answered in JSON. */
export function createJsonCalls(parts: JsonCallParts): Pick<Upstream, 'getJson' | 'sendJson' | 'sendBytes'> {
  const keyOf = createKeys();
  let sends = 0;
  const keyOfSend = (method: string): string => {
    sends += 1;
    return `${method} ${sends}`;
  };
  return {
    getJson: (request) => getJson(parts, keyOf, request),
    sendJson: async (request) => send(parts, keyOfSend(request.method), request, jsonPayload(request.body)),
    sendBytes: async (request) => send(parts, keyOfSend(request.method), request, bytesPayload(request)),
  };
}

async function getJson<S extends z.ZodType>(
  parts: JsonCallParts,
  keyOf: KeyOf,
  request: GetRequest<S>,
): Promise<GetResult<z.output<S>>> {
  const { signal, schema, operation, ttlMs = 0, staleIfErrorMs = 0 } = request;
  if (signal.aborted) throw wordFailure(parts, abortFailure(signal), { signal });
  const resource = canonicalResource(request.path, request.query);
  const key = keyOf(resource, request);
  const isCached = ttlMs + staleIfErrorMs > 0;
  const fresh = isCached ? lookUp(parts, key, ttlMs, operation) : undefined;
  if (fresh) return toResult(parts, fresh, schema, 'cache');
  try {
    const loaded = await readShared(parts, key, resource, request, isCached);
    return toResult(parts, loaded, schema, 'network');
  } catch (error) {
    const mapped = wordFailure(parts, error, { signal });
    const canStandIn = mapped instanceof ToolError && isDependencyError(mapped.code);
    const old = canStandIn && staleIfErrorMs > 0 ? parts.cache.get(key, ttlMs + staleIfErrorMs) : undefined;
    if (!old) throw mapped;
    parts.cache.count('stale');
    parts.emit({ type: 'cache', operation, result: 'stale' });
    return { ...toResult(parts, old, schema, 'cache'), stale: true };
  }
}

async function send<S extends z.ZodType>(
  parts: JsonCallParts,
  key: string,
  request: SendRequest<S> | SendBytesRequest<S>,
  { body, about, isHeld }: Payload,
): Promise<SendResult<z.output<S>>> {
  const { signal, schema, method, idempotent = false } = request;
  if (signal.aborted) throw wordFailure(parts, abortFailure(signal), { signal });
  const resource = canonicalResource(request.path, request.query);
  const maxAttempts = idempotent && isHeld ? parts.maxAttempts : 1;
  try {
    const loaded = await parts.flights.run(key, signal, (shared) =>
      load(parts, { method, resource, body, about, maxAttempts, request }, shared),
    );
    return { value: outputOf(loaded, schema), status: loaded.status };
  } catch (error) {
    throw wordFailure(parts, withoutSource(error), { signal, isWrite: !idempotent });
  }
}

/** The resource within a key of a shared read, as `invalidate` matches it. */
export function resourceOf(key: string): string {
  return key.slice(0, key.indexOf('\n'));
}

type KeyOf = (resource: string, request: GetRequest<z.ZodType>) => string;

function createKeys(): KeyOf {
  const schemaIds = new WeakMap<z.ZodType, number>();
  let nextId = 1;
  return (resource, { schema, headers }) => {
    let id = schemaIds.get(schema);
    if (id === undefined) {
      id = nextId++;
      schemaIds.set(schema, id);
    }
    return `${resource}\n${id}\n${headersKey(headers)}`;
  };
}

function lookUp(
  parts: JsonCallParts,
  key: string,
  ttlMs: number,
  operation: string | undefined,
): Loaded | undefined {
  const fresh = parts.cache.get(key, ttlMs);
  parts.cache.count(fresh ? 'hits' : 'misses');
  parts.emit({ type: 'cache', operation, result: fresh ? 'hit' : 'miss' });
  return fresh;
}

function readShared(
  parts: JsonCallParts,
  key: string,
  resource: string,
  request: GetRequest<z.ZodType>,
  isCached: boolean,
): Promise<Loaded> {
  const { operation, signal } = request;
  if (parts.flights.has(key)) parts.emit({ type: 'cache', operation, result: 'shared' });
  const outgoing: Outgoing = {
    method: 'GET',
    resource,
    body: undefined,
    maxAttempts: parts.maxAttempts,
    request,
  };
  return parts.flights.run(key, signal, async (shared, state) => {
    const loaded = await load(parts, outgoing, shared);
    deepFreeze(loaded.value);
    if (isCached && !state.detached) parts.cache.set(key, loaded);
    return loaded;
  });
}

async function load(parts: JsonCallParts, outgoing: Outgoing, signal: AbortSignal): Promise<Loaded> {
  const { method, resource, body, about, maxAttempts, request } = outgoing;
  const { schema, operation, budgetMs = parts.budgetMs, cost = 1 } = request;
  const reply = await runExchange(
    parts.exchange,
    {
      request: {
        origin: parts.base.origin,
        method,
        path: wirePath(parts.base, resource, parts.secretQuery),
        headers: mergeHeaders(parts.headers, about, request.headers),
        body,
      },
      attempt: (wire, attemptSignal) => readText(parts, wire, attemptSignal),
      maxAttempts,
      budgetMs,
      operation,
      cost,
    },
    signal,
  );
  const value = decodeReply(reply, { parse: parts.parse, schema, operation, emit: parts.emit });
  parts.health.succeeded();
  return { value, schema, status: reply.status, bytes: reply.text.length, loadedAt: parts.now() };
}

function readText(parts: JsonCallParts, request: WireRequest, signal: AbortSignal): Promise<Reply> {
  return failing(signal, async () => {
    const answer = await parts.send(request, signal);
    const encoding = answer.header('content-encoding');
    return { status: answer.status, text: await readBody(answer.body, encoding, parts.maxBodyBytes) };
  });
}

function outputOf<S extends z.ZodType>(loaded: Loaded, schema: S): z.output<S> {
  if (!isOutputOf(loaded, schema)) throw new TypeError('an answer was shared across schemas');
  return loaded.value;
}

function toResult<S extends z.ZodType>(
  parts: JsonCallParts,
  loaded: Loaded,
  schema: S,
  from: 'network' | 'cache',
): GetResult<z.output<S>> {
  const age = from === 'network' ? 0 : Math.max(0, parts.now() - loaded.loadedAt);
  return { value: outputOf(loaded, schema), age_ms: age, stale: false, from };
}
