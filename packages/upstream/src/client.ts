import { canonicalResource, mergeHeaders, parseBase, wirePath } from './address.ts';
import { type BreakerPolicy, createBreaker } from './breaker.ts';
import { type CacheLimits, createCache } from './cache.ts';
import { createDownloads, type Downloads, type Order } from './downloads.ts';
import { createEmit } from './events.ts';
import { UpstreamFailure } from './failure.ts';
import { createHealthRecord } from './health.ts';
import { createJsonCalls, type JsonCallParts, resourceOf } from './json-calls.ts';
import { checkProxy, openPool } from './proxy.ts';
import { acceptEncoding } from './read-body.ts';
import { defaultRetry } from './retry.ts';
import { createSingleFlight } from './single-flight.ts';
import { createTransport, onlySuccess, type Transport } from './transport.ts';
import type { BytesResult, DownloadRequest, StreamResult, Upstream, UpstreamOptions } from './types.ts';
import { wordFailure } from './word-failure.ts';

const defaultBreaker: BreakerPolicy = {
  errorThresholdPercentage: 50,
  volumeThreshold: 5,
  resetTimeoutMs: 15_000,
  rollingWindowMs: 10_000,
};
const defaultCache: CacheLimits = { maxEntries: 500, maxBytes: 32 * 1024 * 1024 };

/**
 * Builds the client of one dependency; no socket is opened and undici is not loaded before the first request.
 *
 * Throws `TypeError` for a base URL that is not http(s) or carries a query or credential, or a proxy's that is not http(s).
 *
 * @example
 * const api = createUpstream({ name: 'Notes API', baseUrl, proxy: setup.proxy, ...observeUpstream(setup, baseUrl) });
 * const { value } = await api.getJson({ path: '/notes', schema: notes, signal });
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { parts, transport } = assemble(options);
  const { breaker } = parts.exchange;
  const downloads = createDownloads({
    exchange: parts.exchange,
    maxAttempts: parts.maxAttempts,
    send: parts.send,
    toError: (error, { signal }) => wordFailure(parts, error, { signal, isDownload: true }),
    succeeded: parts.health.succeeded,
  });
  return {
    ...createJsonCalls(parts),
    ...createDownloadCalls(parts, downloads),
    health: () => parts.health.read(options.name, breaker.state(), parts.cache.stats()),
    invalidate: (resources) => {
      const matches =
        typeof resources === 'function' ? resources : (resource: string) => resource.startsWith(resources);
      const keyMatches = (key: string): boolean => matches(resourceOf(key));
      parts.cache.remove(keyMatches);
      parts.flights.detach(keyMatches);
    },
    close: async () => {
      breaker.close();
      parts.flights.abortAll(new UpstreamFailure('closed'));
      downloads.abortAll(new UpstreamFailure('closed'));
      await transport.close();
    },
  };
}

function createDownloadCalls(
  parts: JsonCallParts,
  downloads: Downloads,
): Pick<Upstream, 'getBytes' | 'getStream'> {
  const orderOf = (request: DownloadRequest): Order => ({
    request: {
      origin: parts.base.origin,
      method: 'GET',
      path: wirePath(parts.base, canonicalResource(request.path, request.query), parts.secretQuery),
      headers: mergeHeaders(parts.headers, { accept: '*/*' }, request.headers),
      body: undefined,
    },
    signal: request.signal,
    maxBytes: request.maxBytes ?? parts.maxBodyBytes,
    budgetMs: request.budgetMs ?? parts.budgetMs,
    operation: request.operation,
    cost: request.cost ?? 1,
  });
  return {
    getBytes: async (request): Promise<BytesResult> => {
      const { source: _source, ...result } = await downloads.bytes(orderOf(request));
      return result;
    },
    getStream: async (request): Promise<StreamResult> => {
      const { source: _source, ...result } = await downloads.stream(orderOf(request));
      return result;
    },
  };
}

function assemble(options: UpstreamOptions): { parts: JsonCallParts; transport: Transport } {
  const { name } = options;
  const base = parseBase(options.baseUrl, name);
  checkProxy(options.proxy, name);
  const now = options.clock ?? Date.now;
  const timeoutMs = options.timeoutMs ?? 4_000;
  const emit = createEmit(name, options.onEvent);
  const { connections = 8, proxy } = options;
  const transport = createTransport(() => openPool({ origin: base.origin, connections, timeoutMs, proxy }));
  const breaker = createBreaker({ ...defaultBreaker, ...options.breaker }, (state) =>
    emit({ type: 'circuit', state }),
  );
  const parts: JsonCallParts = {
    name,
    base,
    secretQuery: options.secretQuery ?? {},
    headers: mergeHeaders({ accept: 'application/json', 'accept-encoding': acceptEncoding }, options.headers),
    budgetMs: options.budgetMs ?? 4_800,
    maxAttempts: options.maxAttempts ?? 3,
    parse: options.parse ?? JSON.parse,
    mapError: options.mapError,
    exchange: {
      name,
      breaker,
      retry: { ...defaultRetry, ...options.retry },
      timeoutMs,
      emit,
      startSpan: options.startSpan,
      admit: options.admit,
    },
    maxBodyBytes: options.maxBodyBytes ?? 8 * 1024 * 1024,
    send: async (request, signal) => onlySuccess(await transport.send(request, signal), now),
    cache: createCache({ ...defaultCache, ...options.cache }, now),
    flights: createSingleFlight(),
    health: createHealthRecord(now),
    emit,
    now,
  };
  return { parts, transport };
}
