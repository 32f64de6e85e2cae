import { permissionDenied, type ToolError, validationError } from '@patchbay/core';
import { UpstreamFailure } from '../failure.ts';

/** Why an address that a caller named is not read, as far as the caller is told. */
export type RefusalReason =
  | 'malformed'
  | 'protocol'
  | 'credentials'
  | 'port'
  | 'host_not_allowed'
  | 'not_public'
  | 'redirect'
  | 'too_many_redirects';

/**
 * One sentence for each reason. `not_public` covers hosts that do not exist, that are private, and that could not be
 * looked up: telling these apart would let a caller map the network that this server stands in.
 */
const told: Readonly<Record<RefusalReason, readonly [message: string, hint: string]>> = {
  malformed: [
    'That is not an address that this server can read.',
    'Give a full address such as https://example.org/page, with no spaces or backslashes.',
  ],
  protocol: [
    'This server does not read addresses of that kind.',
    'Use an address that begins with https:// or, where the operator allows it, http://.',
  ],
  credentials: [
    'An address must carry no user name or password.',
    'Leave out everything before the @ and call again.',
  ],
  port: ['This server does not read addresses with that port.', 'Use an address without a port number.'],
  host_not_allowed: [
    'The operator does not allow that host.',
    'Use a host that the operator allows, or pass the content itself.',
  ],
  not_public: [
    'That host does not exist or is not on the public internet.',
    'Check the spelling, or use an address that anybody on the internet can open.',
  ],
  redirect: [
    'That address leads on to one that this server does not read.',
    'Use the address where the content itself is, if it is public.',
  ],
  too_many_redirects: [
    'That address leads on to others without end.',
    'Use the address where the content itself is.',
  ],
};

const invalid: ReadonlySet<RefusalReason> = new Set(['malformed', 'protocol', 'credentials']);

/**
 * An address that the guard does not let through.
 *
 * Its message holds what the caller must not learn (the host and what it resolved to), for the log.
 */
export class GuardRefusal extends UpstreamFailure {
  readonly reason: RefusalReason;
  /** What made it so, such as `loopback` or `dns`. */
  readonly detail: string;

  constructor(reason: RefusalReason, detail: string, host = '', cause?: unknown) {
    super('refused', { unsent: true, cause });
    this.name = 'GuardRefusal';
    this.message = `guard refused ${host}: ${reason} (${detail})`;
    this.reason = reason;
    this.detail = detail;
  }
}

/** The closed sentence for a refusal; the refusal itself becomes the cause, for the log. */
export function tellRefusal(refusal: GuardRefusal): ToolError {
  const [message, hint] = told[refusal.reason];
  const tell = invalid.has(refusal.reason) ? validationError : permissionDenied;
  return tell(message, { hint, cause: refusal });
}
