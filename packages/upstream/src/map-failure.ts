import { ToolError } from '@patchbay/core';
import type { ErrorCode } from '@patchbay/schemas';
import type { FailureKind, UpstreamFailure } from './failure.ts';

/** One row of the table: how a failure is told to a caller. */
interface Row {
  readonly code: ErrorCode;
  /** Says what happened, given the dependency's name. */
  readonly message: (name: string) => string;
  readonly hint: (name: string, wait: string) => string;
  readonly retryable?: boolean;
}

/** What the words depend on besides the failure. */
export interface FailureContext {
  /** The dependency's name. */
  readonly name: string;
  /** True for a change that is not known to be repeatable: its outcome is open when the answer went missing. */
  readonly isWrite: boolean;
  /** True when content was asked for rather than data. */
  readonly isDownload?: boolean;
}

const unexpectedForm: Row = {
  code: 'unavailable',
  message: (name) => `${name} answered in an unexpected form.`,
  hint: (name) => `Try again later; if it persists, the operator finds the details about ${name} in the log.`,
};
const slow: Row = {
  code: 'timeout',
  message: (name) => `${name} did not answer in time.`,
  hint: () => 'Try again, or ask for less at once.',
};

const kinds: Readonly<Record<Exclude<FailureKind, 'status'>, Row>> = {
  network: {
    code: 'network_error',
    message: (name) => `${name} could not be reached.`,
    hint: (name) => `Try again shortly; if it persists, the operator should run doctor to check ${name}.`,
  },
  timeout: slow,
  bad_body: unexpectedForm,
  too_large: {
    code: 'too_large',
    message: (name) => `The answer of ${name} is larger than this server accepts.`,
    hint: () => 'Ask for less: a shorter period, fewer fields or a smaller page.',
  },
  circuit_open: {
    code: 'unavailable',
    message: (name) => `${name} has been failing, so this server is not asking it for now.`,
    hint: (_name, wait) => `${wait} before you call again.`,
  },
  refused: {
    code: 'internal',
    message: (name) => `This server did not send its request to ${name}.`,
    hint: () => 'Report this to the operator; the log holds the reason.',
  },
  cancelled: {
    code: 'cancelled',
    message: () => 'The call was cancelled.',
    hint: () => 'Call again if the answer is still wanted.',
  },
  closed: {
    code: 'unavailable',
    message: () => 'This server is shutting down.',
    hint: () => 'Call again once it is back.',
  },
};

const contentTooLarge: Row = {
  code: 'too_large',
  message: (name) => `The content from ${name} is larger than this server accepts.`,
  hint: () => 'Choose something smaller, or a part of it; the operator sets the limit.',
};
const invalid: Row = {
  code: 'validation_error',
  message: (name) => `${name} refused the request as invalid.`,
  hint: () =>
    "Check every argument against the tool's description and call again with the wrong one corrected.",
};
const credentialRefused: Row = {
  code: 'unavailable',
  message: (name) => `The server's credential for ${name} was refused.`,
  hint: (name) => `Retrying will not help: the operator must correct the access to ${name}; run doctor.`,
  retryable: false,
};
const missing: Row = {
  code: 'not_found',
  message: (name) => `${name} has nothing under that name or id.`,
  hint: () => 'List or search first, then use a name or id from the result.',
};
const conflicting: Row = {
  code: 'conflict',
  message: (name) => `${name} refused the change: it conflicts with the present state.`,
  hint: () => 'Read the record again, then decide whether the change is still right.',
};
const requestTooLarge: Row = {
  code: 'too_large',
  message: (name) => `The request is larger than ${name} accepts.`,
  hint: () => 'Send or ask for less at once.',
};
const limited: Row = {
  code: 'rate_limited',
  message: (name) => `${name} is limiting this server's requests.`,
  hint: (_name, wait) => `${wait} before you call again.`,
};
const misdirected: Row = {
  code: 'unavailable',
  message: (name) => `${name} answered in an unexpected form.`,
  hint: (name) => `Retrying will not help: the operator must check the address of ${name}; run doctor.`,
  retryable: false,
};
const troubled: Row = {
  code: 'unavailable',
  message: (name) => `${name} is not able to answer at the moment.`,
  hint: (_name, wait) => `${wait} before you call again.`,
};

const statuses: ReadonlyMap<number, Row> = new Map([
  [400, invalid],
  [401, credentialRefused],
  [402, credentialRefused],
  [403, credentialRefused],
  [404, missing],
  [407, credentialRefused],
  [408, slow],
  [409, conflicting],
  [410, missing],
  [412, conflicting],
  [413, requestTooLarge],
  [414, requestTooLarge],
  [422, invalid],
  [429, limited],
]);

/**
 * Puts a failure into words from the closed error set.
 *
 * Nothing of the upstream's own text, address or headers gets into the message or the hint; the failure itself
 * becomes the cause, for the log. A `ToolError` behind a failure (a quota's refusal, an abort reason) is kept.
 */
export function mapFailure(
  failure: UpstreamFailure,
  { name, isWrite, isDownload = false }: FailureContext,
): ToolError {
  if (failure.cause instanceof ToolError) return failure.cause;
  const row = isDownload && failure.kind === 'too_large' ? contentTooLarge : rowFor(failure);
  const { retryAfterMs } = failure;
  const advice = { cause: failure, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const message = row.message(name);
  if (isWrite && outcomeIsOpen(failure)) {
    const hint = `${name} may or may not have carried out the change: read the record before you repeat it.`;
    return new ToolError(row.code, message, { ...advice, hint, retryable: false });
  }
  const hint = row.hint(name, waitFor(retryAfterMs));
  return new ToolError(row.code, message, {
    ...advice,
    hint,
    ...(row.retryable !== undefined && { retryable: row.retryable }),
  });
}

function rowFor(failure: UpstreamFailure): Row {
  if (failure.kind !== 'status') return kinds[failure.kind];
  const status = failure.status ?? 0;
  return statuses.get(status) ?? (status >= 500 ? troubled : misdirected);
}

function outcomeIsOpen(failure: UpstreamFailure): boolean {
  if (failure.unsent) return false;
  if (failure.kind === 'status') return failure.status === 408 || (failure.status ?? 0) >= 500;
  return ['network', 'timeout', 'bad_body', 'too_large', 'closed', 'cancelled'].includes(failure.kind);
}

function waitFor(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return 'Wait a moment';
  const seconds = Math.ceil(retryAfterMs / 1000);
  return seconds < 120 ? `Wait ${seconds} s` : `Wait ${Math.ceil(seconds / 60)} minutes`;
}
