/** What went wrong between this server and a dependency, before it is put into words. */
export type FailureKind =
  | 'network'
  | 'timeout'
  | 'status'
  | 'bad_body'
  | 'too_large'
  | 'circuit_open'
  | 'refused'
  | 'cancelled'
  | 'closed';

/** The facts a failure may carry besides its kind. */
export interface FailureFacts {
  /** The HTTP status, for the kind `status`. */
  readonly status?: number | undefined;
  /** How long the dependency (or the circuit) asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The error answer: parsed JSON where it is JSON, else text; at most 16 KiB of it. */
  readonly body?: unknown;
  /** True when the request certainly never left this machine. */
  readonly unsent?: boolean;
  readonly cause?: unknown;
}

/**
 * One failed exchange with a dependency.
 *
 * It may hold upstream text in `body`, so it goes to `mapError` and, as the cause of a `ToolError`, to the log;
 * `body` is a getter that neither JSON nor a log serialiser walks into. Never send one to a client.
 */
export class UpstreamFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly unsent: boolean;
  readonly #body: unknown;

  constructor(kind: FailureKind, facts: FailureFacts = {}) {
    super(facts.status === undefined ? `upstream ${kind}` : `upstream ${kind} ${facts.status}`, {
      cause: facts.cause,
    });
    this.name = 'UpstreamFailure';
    this.kind = kind;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
    this.unsent = facts.unsent ?? false;
    this.#body = facts.body;
  }

  /** The error answer as received; treat it as untrusted text. */
  get body(): unknown {
    return this.#body;
  }
}

/** The failure that a caller's aborted signal stands for: its own deadline or a cancellation. */
export function abortFailure(signal: AbortSignal): UpstreamFailure {
  const reason: unknown = signal.reason;
  if (reason instanceof UpstreamFailure) return reason;
  const isDeadline = reason instanceof Error && reason.name === 'TimeoutError';
  return new UpstreamFailure(isDeadline ? 'timeout' : 'cancelled', { cause: reason });
}
