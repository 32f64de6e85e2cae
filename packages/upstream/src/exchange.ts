import type { Breaker } from './breaker.ts';
import type { Emit } from './events.ts';
import { UpstreamFailure } from './failure.ts';
import { linkSignal } from './link-signal.ts';
import { type RetryPolicy, withRetries } from './retry.ts';
import type { WireRequest } from './transport.ts';
import type { AttemptInfo, UpstreamSpan } from './types.ts';

/** What every answer has, however much of it was read. */
export interface Answered {
  readonly status: number;
}

/** A request with everything that its attempts need. */
export interface Exchange<T> {
  readonly request: WireRequest;
  /** Sends the request once and reads as much of the answer as an attempt must, or throws `UpstreamFailure`. */
  attempt(request: WireRequest, signal: AbortSignal): Promise<T>;
  /** Deadline of one attempt; the upstream's own when absent. */
  readonly timeoutMs?: number;
  readonly maxAttempts: number;
  readonly budgetMs: number;
  readonly operation: string | undefined;
  readonly cost: number;
}

/** The parts that an exchange runs on. */
export interface ExchangeParts {
  readonly name: string;
  readonly breaker: Breaker;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  readonly emit: Emit;
  readonly startSpan: ((attempt: AttemptInfo) => UpstreamSpan) | undefined;
  readonly admit: ((attempt: AttemptInfo) => void) | undefined;
}

/**
 * Carries out one exchange within its budget: retries around the circuit, the circuit around each attempt.
 *
 * Throws `UpstreamFailure`; retrying stops as soon as the circuit opens.
 */
export async function runExchange<T extends Answered>(
  parts: ExchangeParts,
  exchange: Exchange<T>,
  outer: AbortSignal,
): Promise<T> {
  const endsAt = performance.now() + exchange.budgetMs;
  const { signal, dispose } = linkSignal(outer, exchange.budgetMs, () => new UpstreamFailure('timeout'));
  const { operation } = exchange;
  try {
    return await withRetries(
      {
        maxAttempts: exchange.maxAttempts,
        policy: parts.retry,
        signal,
        remainingMs: () => endsAt - performance.now(),
        mayContinue: () => parts.breaker.state() === 'closed',
        onRetry: ({ kind, status }, attempt, delayMs) =>
          parts.emit({ type: 'retry', operation, attempt, delayMs, reason: kind, status }),
      },
      (attempt) => parts.breaker.run(() => runAttempt(parts, exchange, attempt, signal)),
    );
  } finally {
    dispose();
  }
}

async function runAttempt<T extends Answered>(
  parts: ExchangeParts,
  exchange: Exchange<T>,
  attempt: number,
  outer: AbortSignal,
): Promise<T> {
  const { request, operation, cost } = exchange;
  const info = { upstream: parts.name, method: request.method, operation, attempt, cost };
  admitAttempt(parts, info);
  const span = parts.startSpan?.(info);
  const startedAt = performance.now();
  const report = (outcome: 'ok' | UpstreamFailure['kind'], status: number | undefined): void => {
    span?.end(outcome, status);
    const { upstream: _, ...event } = info;
    parts.emit({ type: 'attempt', ...event, outcome, status, durationMs: performance.now() - startedAt });
  };
  const { signal, dispose } = linkSignal(
    outer,
    exchange.timeoutMs ?? parts.timeoutMs,
    () => new UpstreamFailure('timeout'),
  );
  try {
    const headers = { ...request.headers, ...span?.headers };
    const answer = await exchange.attempt({ ...request, headers }, signal);
    report('ok', answer.status);
    return answer;
  } catch (error) {
    if (error instanceof UpstreamFailure) report(error.kind, error.status);
    else report('refused', undefined);
    throw error;
  } finally {
    dispose();
  }
}

function admitAttempt(parts: ExchangeParts, info: AttemptInfo): void {
  try {
    parts.admit?.(info);
  } catch (cause) {
    throw new UpstreamFailure('refused', { cause, unsent: true });
  }
}
