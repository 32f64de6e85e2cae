import { type ErrorCode, errorCodes } from './errors.ts';

/** What every error must tell the caller besides its message. */
export interface ErrorAdvice {
  /** The next useful step, naming a tool, an argument or a setting. */
  readonly hint: string;
  /** Overrides the code's default retry stance. */
  readonly retryable?: boolean;
  /** When a retry makes sense, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** Facts a program can use, such as candidates to choose from; sent to the client. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error behind this one: logged, never sent to a client. */
  readonly cause?: unknown;
}

/**
 * An error whose message and hint are meant for the model.
 *
 * Everything else that a handler throws becomes `internal` with a correlation id and nothing more.
 */
export class ToolError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, advice: ErrorAdvice) {
    super(message, { cause: advice.cause });
    this.name = 'ToolError';
    this.code = code;
    this.hint = advice.hint;
    this.retryable = advice.retryable ?? errorCodes[code].retryable;
    this.retryAfterMs = advice.retryAfterMs;
    this.details = advice.details;
  }
}

type ErrorFactory = (message: string, advice: ErrorAdvice) => ToolError;
const factory =
  (code: ErrorCode): ErrorFactory =>
  (message, advice) =>
    new ToolError(code, message, advice);

/** An argument is missing, malformed or out of range; the message names the field and the fix. */
export const validationError = factory('validation_error');
/** Nothing exists under the given name or id. */
export const notFound = factory('not_found');
/** The state of the data forbids the change. */
export const conflict = factory('conflict');
/** The caller may not do this. */
export const permissionDenied = factory('permission_denied');
/** The caller's credential is missing or invalid. */
export const unauthenticated = factory('unauthenticated');
/** A limit or quota is used up for now. */
export const rateLimited = factory('rate_limited');
/** The work did not finish within its deadline. */
export const timeout = factory('timeout');
/** A dependency could not be reached or broke off. */
export const networkError = factory('network_error');
/** A dependency is down or its circuit is open. */
export const unavailable = factory('unavailable');
/** The request or its result exceeds a limit. */
export const tooLarge = factory('too_large');
/** The caller cancelled the call. */
export const cancelled = factory('cancelled');
/** A defect on the server. */
export const internal = factory('internal');
