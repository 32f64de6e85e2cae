import type { ProxySettings } from '@patchbay/core';
import { mergeHeaders } from './address.ts';
import type { Breaker } from './breaker.ts';
import { createDownloads, type Found, type Order } from './downloads.ts';
import { createEmit, type Emit } from './events.ts';
import { UpstreamFailure } from './failure.ts';
import { createGuard, type Guard, type GuardOptions } from './guard/guard.ts';
import { openGuardedPool, type Resolve, systemResolve } from './guard/guarded-pool.ts';
import { sendFollowing } from './guard/redirects.ts';
import { GuardRefusal, tellRefusal } from './guard/refusal.ts';
import { tellFailure } from './guard/tell-failure.ts';
import { checkProxy } from './proxy.ts';
import { acceptEncoding } from './read-body.ts';
import { defaultRetry } from './retry.ts';
import { createTransport, onlySuccess } from './transport.ts';
import type { Asking, BytesResult, DownloadLimit, StreamResult, UpstreamOptions } from './types.ts';

/** How addresses that callers name are read. */
export interface GuardedFetchOptions
  extends Pick<
    UpstreamOptions,
    | 'timeoutMs'
    | 'budgetMs'
    | 'maxAttempts'
    | 'maxBodyBytes'
    | 'connections'
    | 'retry'
    | 'onEvent'
    | 'startSpan'
  > {
  /** The dependency's name in events and metrics, such as `web`. */
  readonly name: string;
  readonly guard: GuardOptions;
  /** Redirects followed at most. Default 5. */
  readonly maxRedirects?: number | undefined;
  /**
   * With a proxy, names are resolved by it: addresses, names, ports and redirects are checked here all the same, what a
   * name resolves to is not, and the proxy must keep away from what is private.
   */
  readonly proxy?: ProxySettings | undefined;
  /** Finds the addresses of a name. Default the system's resolver. */
  readonly resolve?: Resolve | undefined;
}

/** A read of an address that a caller named. */
export interface FetchRequest extends Asking, DownloadLimit {
  /** As the caller wrote it. */
  readonly url: string | URL;
}

/** Where content was found: the address after redirects, without fragment; untrusted text. */
export interface FoundAt {
  readonly url: string;
}

/** Reads addresses that callers name. Every method throws `ToolError`. */
export interface GuardedFetch {
  /** Reads content into memory; bounds are those of `Upstream.getBytes`. */
  bytes(request: FetchRequest): Promise<BytesResult & FoundAt>;
  /** Reads content piece by piece; bounds are those of `Upstream.getStream`. */
  stream(request: FetchRequest): Promise<StreamResult & FoundAt>;
  /** Fails what is under way and closes all sockets. */
  close(): Promise<void>;
}

/**
 * Builds a reader of addresses that callers name, which reaches what its guard allows and nothing else.
 *
 * It has no circuit and no health: one host's failure says nothing about another. Throws `TypeError` for a guard's rule
 * or a proxy that it cannot read.
 *
 * @example
 * const web = createGuardedFetch({ name: 'web', guard: { allow: 'public' }, proxy: setup.proxy });
 * const { bytes, contentType } = await web.bytes({ url, maxBytes: 20_000_000, signal });
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const { name, timeoutMs = 4_000, maxRedirects = 5, proxy } = options;
  const { connections = 4, resolve = systemResolve } = options;
  checkProxy(proxy, name);
  const guard = createGuard(options.guard);
  const transport = createTransport(() => openGuardedPool({ guard, resolve, connections, timeoutMs, proxy }));
  const emit = createEmit(name, options.onEvent);
  const breaker = withoutCircuit();
  const retry = { ...defaultRetry, ...options.retry };
  const downloads = createDownloads({
    exchange: { name, breaker, retry, timeoutMs, emit, startSpan: options.startSpan, admit: undefined },
    maxAttempts: options.maxAttempts ?? 3,
    send: async (request, signal) =>
      onlySuccess(await sendFollowing({ transport, guard, maxRedirects }, request, signal), Date.now),
    toError: (error, { operation }) => tell(error, operation, emit),
    succeeded: () => {},
  });
  const orderOf = createOrders(options, guard, emit);
  return {
    bytes: async (request) => withUrl(await downloads.bytes(orderOf(request))),
    stream: async (request) => withUrl(await downloads.stream(orderOf(request))),
    close: async () => {
      breaker.close();
      downloads.abortAll(new UpstreamFailure('closed'));
      await transport.close();
    },
  };
}

function createOrders(
  options: GuardedFetchOptions,
  guard: Guard,
  emit: Emit,
): (request: FetchRequest) => Order {
  return (request) => {
    const url = checked(() => guard.checkUrl(request.url), request.operation, emit);
    return {
      request: {
        origin: url.origin,
        method: 'GET',
        path: url.pathname + url.search,
        headers: mergeHeaders({ accept: '*/*', 'accept-encoding': acceptEncoding }, request.headers),
        body: undefined,
      },
      signal: request.signal,
      maxBytes: request.maxBytes ?? options.maxBodyBytes ?? 8 * 1024 * 1024,
      budgetMs: request.budgetMs ?? options.budgetMs ?? 4_800,
      operation: request.operation,
      cost: request.cost ?? 1,
    };
  };
}

function withUrl<T extends Found>({ source, ...result }: T): Omit<T, 'source'> & FoundAt {
  return { ...result, url: source.origin + source.path };
}

function withoutCircuit(): Breaker {
  let isClosed = false;
  return {
    run: async (attempt) => {
      if (isClosed) throw new UpstreamFailure('closed', { unsent: true });
      return await attempt();
    },
    state: () => 'closed',
    close: () => {
      isClosed = true;
    },
  };
}

function checked<T>(check: () => T, operation: string | undefined, emit: Emit): T {
  try {
    return check();
  } catch (error) {
    throw tell(error, operation, emit);
  }
}

function tell(error: unknown, operation: string | undefined, emit: Emit): unknown {
  if (!(error instanceof UpstreamFailure)) return error;
  if (!(error instanceof GuardRefusal)) return tellFailure(error);
  emit({ type: 'guard', operation, reason: error.reason });
  return tellRefusal(error);
}
