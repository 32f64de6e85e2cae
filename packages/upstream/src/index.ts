export type { Path, Query } from './address.ts';
export type { BreakerPolicy } from './breaker.ts';
export type { CacheLimits, CacheStats } from './cache.ts';
export { createUpstream } from './client.ts';
export type { ContentFacts } from './content-facts.ts';
export type { CircuitState, UpstreamEvent } from './events.ts';
export type { FailureKind, UpstreamFailure } from './failure.ts';
export type { GuardOptions } from './guard/guard.ts';
export type { Resolve } from './guard/guarded-pool.ts';
export type { RefusalReason } from './guard/refusal.ts';
export {
  createGuardedFetch,
  type FetchRequest,
  type FoundAt,
  type GuardedFetch,
  type GuardedFetchOptions,
} from './guarded-fetch.ts';
export type { UpstreamHealth } from './health.ts';
export { parseTolerantJson } from './parse-json.ts';
export type { RetryPolicy } from './retry.ts';
export { observeUpstream, type UpstreamTelemetry } from './telemetry.ts';
export type {
  AttemptInfo,
  BytesResult,
  DownloadRequest,
  GetRequest,
  GetResult,
  SendBytesRequest,
  SendRequest,
  SendResult,
  StreamResult,
  Upstream,
  UpstreamOptions,
  UpstreamSpan,
} from './types.ts';
