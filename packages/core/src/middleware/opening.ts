import type { Awaitable } from '../awaitable.ts';
import type { Call, MiddlewareFor } from '../call.ts';
import { unavailable } from '../errors.ts';
import { stopped } from './timeout.ts';

const longestMs = 60_000;

/**
 * Waits until the server has opened what it runs on, which is not the tool's time: a first start may fill a store with
 * demo data or bring one up to date. Ends when the client cancels, and after a minute.
 */
export function opening(ready: () => Awaitable<unknown>): MiddlewareFor {
  return (target) => {
    if (target.kind === 'list') return undefined;
    return (call, next) => {
      const opened = ready();
      return opened instanceof Promise ? waited(opened, call).then(() => next(call)) : next(call);
    };
  };
}

function waited(opened: Promise<unknown>, call: Call): Promise<void> {
  const { signal } = call.ending;
  return new Promise((resolve, reject) => {
    const onCancel = () => reject(stopped());
    const timer = setTimeout(() => reject(stillOpening()), longestMs);
    signal.addEventListener('abort', onCancel, { once: true });
    if (signal.aborted) onCancel();
    opened
      .then(() => resolve(), reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onCancel);
      });
  });
}

function stillOpening(): Error {
  return unavailable('The server is still opening its data.', { hint: 'Call again in a minute.' });
}
