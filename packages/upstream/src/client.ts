import { mergeHeaders, parseBase } from './address.ts';
import { type BreakerPolicy, createBreaker } from './breaker.ts';
import { type CacheLimits, createCache } from './cache.ts';
import { createEmit } from './events.ts';
import { UpstreamFailure } from './failure.ts';
import { createHealthRecord } from './health.ts';
import { createJsonCalls, type JsonCallParts, resourceOf } from './json-calls.ts';
import { checkProxy } from './proxy.ts';
import { acceptEncoding } from './read-body.ts';
import type { RetryPolicy } from './retry.ts';
import { createSingleFlight } from './single-flight.ts';
import { createTransport, type Reply } from './transport.ts';
import type { Upstream, UpstreamOptions } from './types.ts';

const defaultRetry: RetryPolicy = { baseMs: 200, maxDelayMs: 1_500, honourRetryAfterUpToMs: 2_000 };
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
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const parts = assemble(options);
  const calls = createJsonCalls(parts);
  const { breaker, transport } = parts.exchange;
  return {
    getJson: calls.getJson,
    sendJson: calls.sendJson,
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
      await transport.close();
    },
  };
}

function assemble(options: UpstreamOptions): JsonCallParts {
  const { name } = options;
  const base = parseBase(options.baseUrl, name);
  checkProxy(options.proxy, name);
  const now = options.clock ?? Date.now;
  const timeoutMs = options.timeoutMs ?? 4_000;
  const emit = createEmit(name, options.onEvent);
  const transport = createTransport({
    origin: base.origin,
    connections: options.connections ?? 8,
    timeoutMs,
    proxy: options.proxy,
    maxBodyBytes: options.maxBodyBytes ?? 8 * 1024 * 1024,
    now,
  });
  const breaker = createBreaker<Reply>({ ...defaultBreaker, ...options.breaker }, (state) =>
    emit({ type: 'circuit', state }),
  );
  return {
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
      transport,
      breaker,
      retry: { ...defaultRetry, ...options.retry },
      timeoutMs,
      emit,
      startSpan: options.startSpan,
      admit: options.admit,
    },
    cache: createCache({ ...defaultCache, ...options.cache }, now),
    flights: createSingleFlight(),
    health: createHealthRecord(now),
    emit,
    now,
  };
}
