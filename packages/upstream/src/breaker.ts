import CircuitBreaker from 'opossum';
import type { CircuitState } from './events.ts';
import { UpstreamFailure } from './failure.ts';

/** When a circuit opens and for how long. */
export interface BreakerPolicy {
  /** The circuit opens above this share of failed attempts. Default 50. */
  readonly errorThresholdPercentage: number;
  /** Attempts within the window before the share counts. Default 5. */
  readonly volumeThreshold: number;
  /** How long it stays open before one probe is let through. Default 15 000, which outlasts the window. */
  readonly resetTimeoutMs: number;
  /** How far back attempts count. Default 10 000. */
  readonly rollingWindowMs: number;
}

/** One dependency's circuit. */
export interface Breaker {
  /** Runs one attempt, or fails at once with `circuit_open`. */
  run<T>(attempt: () => Promise<T>): Promise<T>;
  state(): CircuitState;
  close(): void;
}

/** Builds a circuit that counts outages only: refusals, cancellations and unreadable answers are not its business. */
export function createBreaker(policy: BreakerPolicy, onState: (state: CircuitState) => void): Breaker {
  let openedAt = 0;
  let isClosed = false;
  const circuit: CircuitBreaker<[() => Promise<void>], void> = new CircuitBreaker(
    (attempt: () => Promise<void>) => attempt(),
    {
      timeout: false,
      errorThresholdPercentage: policy.errorThresholdPercentage,
      volumeThreshold: policy.volumeThreshold,
      resetTimeout: policy.resetTimeoutMs,
      rollingCountTimeout: policy.rollingWindowMs,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      errorFilter: (error: unknown) => !counts(error, circuit.halfOpen),
    },
  );
  circuit.on('open', () => {
    openedAt = performance.now();
    onState('open');
  });
  circuit.on('halfOpen', () => onState('half_open'));
  circuit.on('close', () => onState('closed'));

  const rejection = (): UpstreamFailure => {
    const left = openedAt + policy.resetTimeoutMs - performance.now();
    return new UpstreamFailure('circuit_open', {
      unsent: true,
      ...(left > 0 && { retryAfterMs: Math.ceil(left) }),
    });
  };
  return {
    run: async <T>(attempt: () => Promise<T>) => {
      if (isClosed) throw new UpstreamFailure('closed', { unsent: true });
      const answer = Promise.withResolvers<T>();
      try {
        await circuit.fire(async () => answer.resolve(await attempt()));
        return await answer.promise;
      } catch (error) {
        throw error instanceof Error && CircuitBreaker.isOurError(error) ? rejection() : error;
      }
    },
    state: () => {
      if (circuit.opened) return 'open';
      return circuit.halfOpen ? 'half_open' : 'closed';
    },
    close: () => {
      isClosed = true;
      circuit.shutdown();
    },
  };
}

/**
 * Whether an error speaks against the dependency.
 *
 * opossum takes every uncounted error for a success, and a success closes a half-open circuit. A probe that was
 * cancelled or never sent proves nothing, so it counts then, and the circuit waits for another one.
 */
function counts(error: unknown, isProbe: boolean): boolean {
  if (!(error instanceof UpstreamFailure)) return isProbe;
  switch (error.kind) {
    case 'network':
    case 'timeout':
      return true;
    case 'status':
      return error.status !== undefined && error.status >= 500;
    case 'cancelled':
    case 'refused':
    case 'closed':
      return isProbe;
    default:
      return false;
  }
}
