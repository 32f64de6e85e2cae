import type { MiddlewareFor } from '../call.ts';
import { cancelled, timeout as timeoutError } from '../errors.ts';

/**
 * Ends a call at its deadline or when the client cancels, whichever comes first.
 *
 * The signal that handlers see aborts at the same moment, so the work stops too; a handler that ignores it is
 * answered for all the same.
 */
export function timeout(): MiddlewareFor {
  return (target) => {
    if (target.kind === 'list') return undefined;
    const ms = target.timeoutMs;
    return (call, next) => {
      const client = call.signal;
      const controller = new AbortController();
      call.signal = controller.signal;
      return new Promise((resolve, reject) => {
        const stop = (reason: Error) => {
          reject(reason);
          controller.abort(reason);
        };
        const onCancel = () =>
          stop(cancelled('The call was cancelled.', { hint: 'Call again if the answer is still wanted.' }));
        const timer = setTimeout(() => {
          stop(
            timeoutError(`${target.name} did not finish within ${ms} ms.`, {
              hint: 'Ask for less at once, or try again.',
            }),
          );
        }, ms);
        const settle = () => {
          clearTimeout(timer);
          client.removeEventListener('abort', onCancel);
        };
        if (client.aborted) {
          settle();
          onCancel();
          return;
        }
        client.addEventListener('abort', onCancel, { once: true });
        next(call).then(resolve, reject).finally(settle);
      });
    };
  };
}
