import type { FailureKind } from './failure.ts';
import type { RefusalReason } from './guard/refusal.ts';

/** The state of a circuit, as health and metrics name it. */
export type CircuitState = 'closed' | 'open' | 'half_open';

/**
 * What an upstream reports for metrics and the log; `upstream` is the dependency's name.
 *
 * No event carries a URL, a header or an answer, so each may be logged as it is.
 */
export type UpstreamEvent = { readonly upstream: string } & (
  | {
      readonly type: 'attempt';
      readonly method: string;
      readonly operation: string | undefined;
      /** 1 for the first try. */
      readonly attempt: number;
      readonly outcome: 'ok' | FailureKind;
      readonly status: number | undefined;
      readonly durationMs: number;
      /** What the caller said this request weighs against a quota. */
      readonly cost: number;
    }
  | {
      readonly type: 'retry';
      readonly operation: string | undefined;
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: FailureKind;
      readonly status: number | undefined;
    }
  | {
      /** A body that was handed on in pieces has ended; its attempt was reported with the first piece. */
      readonly type: 'stream';
      readonly operation: string | undefined;
      readonly outcome: 'ok' | FailureKind;
      /** Handed on so far, decompressed. */
      readonly bytes: number;
      /** Since the first piece. */
      readonly durationMs: number;
    }
  | {
      /** An address that a caller named was refused; what it was stands in the error's cause. */
      readonly type: 'guard';
      readonly operation: string | undefined;
      readonly reason: RefusalReason;
    }
  | { readonly type: 'circuit'; readonly state: CircuitState }
  | {
      readonly type: 'cache';
      readonly operation: string | undefined;
      /** `shared`: the caller joined a request already under way. */
      readonly result: 'hit' | 'miss' | 'stale' | 'shared';
    }
  | {
      readonly type: 'bad_answer';
      readonly operation: string | undefined;
      /** Where the answer broke its schema; `(body)` when it was not JSON at all. */
      readonly problems: readonly { readonly path: string; readonly code: string }[];
    }
);

type WithoutName<T> = T extends unknown ? Omit<T, 'upstream'> : never;

/** Reports one event of this upstream. */
export type Emit = (event: WithoutName<UpstreamEvent>) => void;

/**
 * Names every event after its upstream and shields requests from a listener that throws.
 *
 * A throwing listener becomes a process warning: it would otherwise break off the breaker's bookkeeping.
 */
export function createEmit(upstream: string, listener: ((event: UpstreamEvent) => void) | undefined): Emit {
  if (!listener) return () => {};
  return (event) => {
    try {
      listener({ upstream, ...event });
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : 'an upstream event listener threw');
    }
  };
}
