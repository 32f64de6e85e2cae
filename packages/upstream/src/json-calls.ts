import { ToolError } from '@patchbay/core';
import type { z } from 'zod';
import { type Base, canonicalResource, headersKey, mergeHeaders, wirePath } from './address.ts';
import { type AnswerCache, isOutputOf, type Loaded } from './cache.ts';
import { decodeReply } from './decode-reply.ts';
import type { Emit } from './events.ts';
import { type ExchangeParts, runExchange } from './exchange.ts';
import { abortFailure, UpstreamFailure } from './failure.ts';
import { deepFreeze } from './freeze.ts';
import { type HealthRecord, isDependencyError } from './health.ts';
import { mapFailure } from './map-failure.ts';
import type { SingleFlight } from './single-flight.ts';
import type { GetRequest, GetResult, SendRequest, SendResult, Upstream } from './types.ts';

/** The parts that calls run on, one set per upstream. */
export interface JsonCallParts {
  readonly name: string;
  readonly base: Base;
  readonly secretQuery: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly budgetMs: number;
  readonly maxAttempts: number;
  readonly parse: (text: string) => unknown;
  readonly mapError: ((failure: UpstreamFailure) => ToolError | undefined) | undefined;
  readonly exchange: ExchangeParts;
  readonly cache: AnswerCache;
  readonly flights: SingleFlight<Loaded>;
  readonly health: HealthRecord;
  readonly emit: Emit;
  readonly now: () => number;
}

type Method = 'GET' | SendRequest<z.ZodType>['method'];

interface Outgoing {
  readonly method: Method;
  readonly resource: string;
  readonly body: string | undefined;
  readonly maxAttempts: number;
  readonly request: GetRequest<z.ZodType> | SendRequest<z.ZodType>;
}

/** Builds the two calls of an upstream over its parts. */
export function createJsonCalls(parts: JsonCallParts): Pick<Upstream, 'getJson' | 'sendJson'> {
  const keyOf = createKeys();
  let sends = 0;
  return {
    getJson: (request) => getJson(parts, keyOf, request),
    sendJson: (request) => {
      sends += 1;
      return sendJson(parts, `${request.method} ${sends}`, request);
    },
  };
}

async function getJson<S extends z.ZodType>(
  parts: JsonCallParts,
  keyOf: KeyOf,
  request: GetRequest<S>,
): Promise<GetResult<z.output<S>>> {
  const { signal, schema, operation, ttlMs = 0, staleIfErrorMs = 0 } = request;
  if (signal.aborted) throw asToolError(parts, abortFailure(signal), signal, false);
  const resource = canonicalResource(request.path, request.query);
  const key = keyOf(resource, request);
  const isCached = ttlMs + staleIfErrorMs > 0;
  const fresh = isCached ? lookUp(parts, key, ttlMs, operation) : undefined;
  if (fresh) return toResult(parts, fresh, schema, 'cache');
  try {
    const loaded = await readShared(parts, key, resource, request, isCached);
    return toResult(parts, loaded, schema, 'network');
  } catch (error) {
    const mapped = asToolError(parts, error, signal, false);
    const canStandIn = mapped instanceof ToolError && isDependencyError(mapped.code);
    const old = canStandIn && staleIfErrorMs > 0 ? parts.cache.get(key, ttlMs + staleIfErrorMs) : undefined;
    if (!old) throw mapped;
    parts.cache.count('stale');
    parts.emit({ type: 'cache', operation, result: 'stale' });
    return { ...toResult(parts, old, schema, 'cache'), stale: true };
  }
}

async function sendJson<S extends z.ZodType>(
  parts: JsonCallParts,
  key: string,
  request: SendRequest<S>,
): Promise<SendResult<z.output<S>>> {
  const { signal, schema, method, idempotent = false } = request;
  if (signal.aborted) throw asToolError(parts, abortFailure(signal), signal, false);
  const resource = canonicalResource(request.path, request.query);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const maxAttempts = idempotent ? parts.maxAttempts : 1;
  try {
    const loaded = await parts.flights.run(key, signal, (shared) =>
      load(parts, { method, resource, body, maxAttempts, request }, shared),
    );
    return { value: outputOf(loaded, schema), status: loaded.status };
  } catch (error) {
    throw asToolError(parts, error, signal, !idempotent);
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
  const { method, resource, body, maxAttempts, request } = outgoing;
  const { schema, operation, budgetMs = parts.budgetMs, cost = 1 } = request;
  const contentType = body === undefined ? undefined : 'application/json';
  const reply = await runExchange(
    parts.exchange,
    {
      request: {
        method,
        path: wirePath(parts.base, resource, parts.secretQuery),
        headers: mergeHeaders(parts.headers, { 'content-type': contentType }, request.headers),
        body,
      },
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

/** Failures that tell nothing new about the dependency's health. */
const notNews: ReadonlySet<UpstreamFailure['kind']> = new Set([
  'cancelled',
  'closed',
  'refused',
  'circuit_open',
]);

/** Words a failure for the caller; anything else is a defect and passes through. */
function asToolError(parts: JsonCallParts, error: unknown, signal: AbortSignal, isWrite: boolean): unknown {
  if (!(error instanceof UpstreamFailure)) return error;
  const mapped = parts.mapError?.(error) ?? mapFailure(error, { name: parts.name, isWrite });
  if (!notNews.has(error.kind) && !signal.aborted) parts.health.failed(mapped.code);
  return mapped;
}
