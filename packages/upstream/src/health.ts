import type { ErrorCode } from '@patchbay/schemas';
import type { CacheStats } from './cache.ts';
import type { CircuitState } from './events.ts';

/** How a dependency is doing, as far as this process's own traffic tells. */
export interface UpstreamHealth {
  readonly name: string;
  /**
   * `unknown` before the first answer; `degraded` after a failure, until an answer; `down` while the circuit is open,
   * and when there has never been anything but failures.
   */
  readonly status: 'up' | 'down' | 'degraded' | 'unknown';
  readonly circuit: CircuitState;
  /** ISO 8601, UTC. */
  readonly last_success_at?: string;
  readonly last_error_code?: ErrorCode;
  /** ISO 8601, UTC. */
  readonly last_error_at?: string;
  readonly cache: CacheStats;
}

/** Remembers the last good and the last bad exchange. */
export interface HealthRecord {
  succeeded(): void;
  failed(code: ErrorCode): void;
  read(name: string, circuit: CircuitState, cache: CacheStats): UpstreamHealth;
}

/** Codes that speak about the dependency rather than about the request. */
const dependencyCodes: ReadonlySet<ErrorCode> = new Set([
  'network_error',
  'timeout',
  'unavailable',
  'rate_limited',
]);

/** Whether an error says that the dependency could not answer, so that an older answer is better than none. */
export function isDependencyError(code: ErrorCode): boolean {
  return dependencyCodes.has(code);
}

/** Builds an empty record; `now` gives epoch milliseconds. */
export function createHealthRecord(now: () => number): HealthRecord {
  let successAt: number | undefined;
  let failure: { readonly code: ErrorCode; readonly at: number } | undefined;
  let isFailing = false;
  const statusFor = (circuit: CircuitState): UpstreamHealth['status'] => {
    if (circuit !== 'closed') return circuit === 'open' ? 'down' : 'degraded';
    if (isFailing) return successAt === undefined ? 'down' : 'degraded';
    return successAt === undefined ? 'unknown' : 'up';
  };
  return {
    succeeded: () => {
      successAt = now();
      isFailing = false;
    },
    failed: (code) => {
      if (!isDependencyError(code)) return;
      failure = { code, at: now() };
      isFailing = true;
    },
    read: (name, circuit, cache) => ({
      name,
      status: statusFor(circuit),
      circuit,
      ...(successAt !== undefined && { last_success_at: new Date(successAt).toISOString() }),
      ...(failure && { last_error_code: failure.code, last_error_at: new Date(failure.at).toISOString() }),
      cache,
    }),
  };
}
