import type { ProxySettings, ToolError } from '@patchbay/core';
import type { z } from 'zod';
import type { Path, Query } from './address.ts';
import type { BreakerPolicy } from './breaker.ts';
import type { CacheLimits } from './cache.ts';
import type { ContentFacts } from './content-facts.ts';
import type { UpstreamEvent } from './events.ts';
import type { UpstreamFailure } from './failure.ts';
import type { UpstreamHealth } from './health.ts';
import type { RetryPolicy } from './retry.ts';

/** One attempt, as spans and quotas see it. */
export interface AttemptInfo {
  readonly upstream: string;
  readonly method: string;
  readonly operation: string | undefined;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly cost: number;
}

/** A trace span around one attempt. */
export interface UpstreamSpan {
  /** Headers that carry the trace to the dependency, such as `traceparent`. */
  readonly headers?: Readonly<Record<string, string>>;
  end(outcome: 'ok' | UpstreamFailure['kind'], status: number | undefined): void;
}

/** How one dependency is reached. */
export interface UpstreamOptions {
  /** The dependency's name in errors, metrics and health. */
  readonly name: string;
  /** May carry a path; must carry no query and no credential. */
  readonly baseUrl: URL | string;
  /** Sent with every request; credentials belong here. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Appended last to every query, in no cache key, event or error. */
  readonly secretQuery?: Readonly<Record<string, string>> | undefined;
  /**
   * Deadline of one attempt, from connect to the last byte; of a download, to the first byte of a stream and for any
   * silence after it. Default 4 000.
   */
  readonly timeoutMs?: number | undefined;
  /** Deadline of a call with all its retries. Default 4 800, just inside the 5 s of a tool call. */
  readonly budgetMs?: number | undefined;
  /** Tries for GET and for requests marked idempotent. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Largest answer, as sent and as decompressed; downloads may set their own. Default 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Sockets held at most; further requests wait within their deadline. Default 8. */
  readonly connections?: number | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly breaker?: Partial<BreakerPolicy> | undefined;
  readonly cache?: Partial<CacheLimits> | undefined;
  readonly proxy?: ProxySettings | undefined;
  /** Reads an answer's text; `parseTolerantJson` accepts bare `nan`. Default `JSON.parse`. */
  readonly parse?: ((text: string) => unknown) | undefined;
  /** Epoch milliseconds; drives cache ages and health, not timers. Default `Date.now`. */
  readonly clock?: (() => number) | undefined;
  readonly onEvent?: ((event: UpstreamEvent) => void) | undefined;
  readonly startSpan?: ((attempt: AttemptInfo) => UpstreamSpan) | undefined;
  /** Called before every attempt that would reach the network; a `ToolError` thrown here (a spent quota) stops it. */
  readonly admit?: ((attempt: AttemptInfo) => void) | undefined;
  /** Puts a failure into this server's own words; undefined leaves it to the common table. */
  readonly mapError?: ((failure: UpstreamFailure) => ToolError | undefined) | undefined;
}

/** What every request may say. */
export interface Asking {
  /** Sent with this request only, and part of its cache key. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal: AbortSignal;
  /** Overrides the upstream's budget, for calls with a longer deadline; a shared read has the budget of who began it. */
  readonly budgetMs?: number | undefined;
  /** A short constant label for metrics, such as `forecast`. */
  readonly operation?: string | undefined;
  /** Weight against a quota, passed to `admit` and events. Default 1. */
  readonly cost?: number | undefined;
}

interface Addressed extends Asking {
  readonly path: Path;
  readonly query?: Query | undefined;
}

interface RequestBase<S extends z.ZodType> extends Addressed {
  /** What the answer must be; build it once, at module level, since its identity is part of the cache key. */
  readonly schema: S;
}

/** A read. */
export interface GetRequest<S extends z.ZodType> extends RequestBase<S> {
  /** Answers younger than this come from the cache. Default 0: always ask. */
  readonly ttlMs?: number | undefined;
  /** How long past `ttlMs` an old answer may stand in when asking fails. Default 0. */
  readonly staleIfErrorMs?: number | undefined;
}

/** A change, or a read that needs a body. */
export interface SendRequest<S extends z.ZodType> extends RequestBase<S> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; left out when undefined. */
  readonly body?: unknown;
  /** True when repeating the request is harmless; without it no failure is ever retried. */
  readonly idempotent?: boolean | undefined;
}

/** A change that carries content of any type and is answered in JSON. */
export interface SendBytesRequest<S extends z.ZodType> extends RequestBase<S> {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  /** Held bytes, or pieces that are fetched as fast as they can be sent. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** The media type of the content, such as `application/pdf`. */
  readonly contentType: string;
  /** The size of content in pieces, where it is known; without it the request is sent chunked. */
  readonly contentLength?: number | undefined;
  /** True when repeating the request is harmless. Content in pieces is sent once all the same: it cannot be had again. */
  readonly idempotent?: boolean | undefined;
}

/** How much of a download is taken. */
export interface DownloadLimit {
  /** Largest body, as sent and as decompressed; the upstream's `maxBodyBytes` when absent. */
  readonly maxBytes?: number | undefined;
}

/** A read of content of any type. */
export interface DownloadRequest extends Addressed, DownloadLimit {}

/** Content held in memory, and what its sender said of it. */
export interface BytesResult extends ContentFacts {
  readonly bytes: Uint8Array;
  readonly status: number;
}

/** Content under way, and what its sender said of it. */
export interface StreamResult extends ContentFacts {
  /**
   * The pieces, decompressed. No more is read from the socket than is taken from here. Read it to its end or cancel it
   * (leaving a `for await` cancels): either frees the socket, as does the end of the budget. It fails with `ToolError`.
   */
  readonly body: ReadableStream<Uint8Array>;
  readonly status: number;
}

/** An answer with its provenance. */
export interface GetResult<T> {
  /** Deeply frozen: it is shared with the cache and with concurrent callers. Copy before changing. */
  readonly value: T;
  /** Milliseconds since it was loaded; 0 from the network. */
  readonly age_ms: number;
  /** True when it is older than `ttlMs` and stands in for a failed refresh. */
  readonly stale: boolean;
  readonly from: 'network' | 'cache';
}

/** An answer to `sendJson`. */
export interface SendResult<T> {
  readonly value: T;
  readonly status: number;
}

/** A dependency reached over HTTP. Every method throws `ToolError`. */
export interface Upstream {
  /**
   * Reads JSON: cached, shared among identical concurrent calls, retried, and bounded in time and size.
   *
   * An empty answer reaches the schema as undefined.
   */
  getJson<S extends z.ZodType>(request: GetRequest<S>): Promise<GetResult<z.output<S>>>;
  /** Sends one request with an optional JSON body; invalidate what it changes. */
  sendJson<S extends z.ZodType>(request: SendRequest<S>): Promise<SendResult<z.output<S>>>;
  /** Sends bytes or a stream and reads a JSON answer; retried only where it is idempotent and held. */
  sendBytes<S extends z.ZodType>(request: SendBytesRequest<S>): Promise<SendResult<z.output<S>>>;
  /**
   * Reads content of any type into memory, uncached: retried, and bounded in size and by the call's budget.
   *
   * Throws `too_large` as soon as a declared, received or decompressed size passes the limit.
   */
  getBytes(request: DownloadRequest): Promise<BytesResult>;
  /**
   * Reads content of any type piece by piece, uncached; the bounds are those of `getBytes`.
   *
   * Resolves with the first piece in hand; nothing is retried from then on, and what fails then fails the body.
   */
  getStream(request: DownloadRequest): Promise<StreamResult>;
  health(): UpstreamHealth;
  /**
   * Forgets cached answers whose resource starts with the prefix or satisfies the predicate.
   *
   * A resource is the path below the base URL with its sorted query, such as `/leads?status=new`. Reads under way
   * for it still answer their callers but are neither kept nor joined.
   */
  invalidate(resources: string | ((resource: string) => boolean)): void;
  /** Fails what is under way, closes all sockets and timers. */
  close(): Promise<void>;
}
