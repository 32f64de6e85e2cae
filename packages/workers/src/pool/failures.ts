import {
  cancelled,
  internal,
  rateLimited,
  ToolError,
  timeout,
  tooLarge,
  unavailable,
} from '@patchbay/schemas';
import type { SentError } from '../wire/messages.ts';

const again = 'Try again in a moment.';
const smaller = 'Give it less at once, or a smaller part of the input.';

/** The errors of a pool as its callers may read them; what happened inside is in `cause`, for the log. */
export const failures = {
  cancelled: (reason: unknown): ToolError => {
    if (reason instanceof ToolError) return reason;
    if (reason instanceof DOMException && reason.name === 'TimeoutError')
      return timeout('This step did not end before the deadline.', { hint: smaller });
    return cancelled('The call was cancelled.', { hint: 'Call again if the answer is still wanted.' });
  },
  timeout: (ms: number): ToolError =>
    timeout(`This step took more than ${ms} ms and was ended.`, { hint: smaller, retryable: false }),
  memory: (megabytes: number): ToolError =>
    tooLarge(`This step needed more than ${megabytes} MB of memory and was ended.`, { hint: smaller }),
  output: (bytes: number): ToolError =>
    tooLarge(`This step gave more than ${bytes} bytes and was ended.`, { hint: smaller }),
  crash: (cause: Error): ToolError =>
    unavailable('The process of this step ended before it answered.', {
      hint: `${again} When it happens again, this input is what it cannot take.`,
      cause,
    }),
  cannotStart: (retryAfterMs: number): ToolError =>
    unavailable('The processes for this step do not start.', {
      hint: 'Try again later; the operator finds the reason in the log.',
      retryAfterMs,
    }),
  closed: (): ToolError => unavailable('The server is stopping.', { hint: again }),
  poolFull: (): ToolError =>
    unavailable('Too many calls wait for this step.', { hint: again, retryAfterMs: 1_000 }),
  laneFull: (): ToolError =>
    rateLimited('Too many of your calls wait for this step.', {
      hint: 'Wait for answers before you send more.',
      retryAfterMs: 1_000,
    }),
  thrown: (detail: string): ToolError =>
    internal('This step failed.', {
      hint: 'Trying again is unlikely to help.',
      cause: new Error(detail),
    }),
  /** What a handler threw as a `ToolError`. */
  sent: ({ code, message, hint, retryable, retryAfterMs, details }: SentError): ToolError =>
    new ToolError(code, message, {
      hint,
      retryable,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(details !== undefined && { details }),
    }),
} as const;
