import type { Call, MiddlewareFor, Next } from '../call.ts';
import { cancelled, timeout as timeoutError } from '../errors.ts';
import type { Result } from '../wire.ts';

/**
 * Ends a call at its deadline or when the client cancels, whichever comes first.
 *
 * The signal that handlers see aborts at the same moment, so the work stops too; a handler that ignores it is
 * answered for all the same, and what it says later is dropped.
 */
export function timeout(): MiddlewareFor {
  return (target) => {
    if (target.kind === 'list') return undefined;
    const expired = () =>
      timeoutError(`${target.name} did not finish within ${target.timeoutMs} ms.`, {
        hint: 'Ask for less at once, or try again.',
      });
    return (call, next) => {
      if (call.signal.aborted) return Promise.reject(stopped());
      return race(call, next, target.timeoutMs, expired);
    };
  };
}

function race(call: Call, next: Next, ms: number, expired: () => Error): Promise<Result> {
  const client = call.signal;
  const controller = new AbortController();
  call.signal = controller.signal;
  return new Promise((resolve, reject) => {
    const stop = (reason: Error) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const onCancel = () => stop(stopped());
    const timer = setTimeout(() => stop(expired()), ms);
    const release = () => {
      clearTimeout(timer);
      client.removeEventListener('abort', onCancel);
    };
    client.addEventListener('abort', onCancel, { once: true });
    started(call, next).then(resolve, reject).finally(release);
  });
}

/** Runs the rest so that also what it throws at once is a rejection. */
async function started(call: Call, next: Next): Promise<Result> {
  return next(call);
}

function stopped(): Error {
  return cancelled('The call was cancelled.', { hint: 'Call again if the answer is still wanted.' });
}
