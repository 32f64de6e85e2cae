import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamFailure } from './failure.ts';

/** How failed attempts are repeated. */
export interface RetryPolicy {
  /** Upper bound of the first delay; it doubles with every retry. Default 200. */
  readonly baseMs: number;
  /** Upper bound of any drawn delay. Default 1 500. */
  readonly maxDelayMs: number;
  /** A longer `Retry-After` is passed on to the caller instead of waited for. Default 2 000. */
  readonly honourRetryAfterUpToMs: number;
}

/** The policy of every client that names no other. */
export const defaultRetry: RetryPolicy = { baseMs: 200, maxDelayMs: 1_500, honourRetryAfterUpToMs: 2_000 };

/** One retried piece of work. */
export interface RetryPlan {
  readonly maxAttempts: number;
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  /** Milliseconds left of the caller's budget; no delay reaches beyond it. */
  remainingMs(): number;
  /** False stops retrying, as when the circuit has just opened. */
  mayContinue(): boolean;
  onRetry(failure: UpstreamFailure, attempt: number, delayMs: number): void;
}

/** Runs `attempt` (numbered from 1) until it succeeds or a retry is pointless; throws the last failure. */
export async function withRetries<T>(
  plan: RetryPlan,
  attempt: (number: number) => Promise<T>,
  number = 1,
): Promise<T> {
  try {
    return await attempt(number);
  } catch (error) {
    if (!(error instanceof UpstreamFailure) || number >= plan.maxAttempts || !plan.mayContinue()) throw error;
    const delayMs = delayBefore(error, number, plan.policy);
    if (delayMs === undefined || delayMs >= plan.remainingMs()) throw error;
    plan.onRetry(error, number, delayMs);
    await pause(delayMs, plan.signal);
  }
  return withRetries(plan, attempt, number + 1);
}

/**
 * The delay before the next attempt, or undefined when the failure is final.
 *
 * Full jitter (a uniform draw below an exponential bound), after a `Retry-After` where one was given. A 429 without
 * one is final: only the dependency knows when its window resets, and a refused try often counts too. So is a
 * timeout: twice the load does not speed up what is slow.
 */
export function delayBefore(
  failure: UpstreamFailure,
  attempt: number,
  policy: RetryPolicy,
): number | undefined {
  if (!isTransient(failure)) return undefined;
  const asked = failure.retryAfterMs;
  if (asked === undefined && failure.status === 429) return undefined;
  if (asked !== undefined && asked > policy.honourRetryAfterUpToMs) return undefined;
  const bound = Math.min(policy.maxDelayMs, policy.baseMs * 2 ** (attempt - 1));
  return (asked ?? 0) + Math.random() * bound;
}

function isTransient(failure: UpstreamFailure): boolean {
  if (failure.kind === 'network') return true;
  return failure.kind === 'status' && [429, 502, 503, 504].includes(failure.status ?? 0);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw signal.reason;
  }
}

/**
 * Reads a `Retry-After` header in either form of RFC 9110 section 10.2.3: seconds, or an HTTP date.
 *
 * Returns milliseconds from `now` (epoch milliseconds), never negative; undefined when absent or unreadable.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
