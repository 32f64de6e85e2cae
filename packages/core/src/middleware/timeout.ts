import type { Cancellable, MiddlewareFor } from '../call.ts';
import { cancelled, timeout as timeoutError } from '../errors.ts';

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
      const deadline = new Deadline(call.ending);
      if (deadline.aborted) throw stopped();
      call.ending = deadline;
      const result = next(call);
      // what is there already was not late
      return result instanceof Promise ? deadline.race(result, target.timeoutMs, expired) : result;
    };
  };
}

/** The end of a call: its client's, or its own if that comes earlier. */
class Deadline implements Cancellable {
  readonly #client: Cancellable;
  #controller: AbortController | undefined;

  constructor(client: Cancellable) {
    this.#client = client;
  }

  get aborted(): boolean {
    return this.#controller?.signal.aborted ?? this.#client.aborted;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  race<T>(work: Promise<T>, ms: number, expired: () => Error): Promise<T> {
    const client = this.#client.signal;
    return new Promise((resolve, reject) => {
      const release = () => {
        clearTimeout(timer);
        client.removeEventListener('abort', onCancel);
      };
      const stop = (reason: Error) => {
        release();
        reject(reason);
        this.#controller ??= new AbortController();
        this.#controller.abort(reason);
      };
      const onCancel = () => stop(stopped());
      const timer = setTimeout(() => stop(expired()), ms);
      work.then(resolve, reject).finally(release);
      if (client.aborted) onCancel();
      else client.addEventListener('abort', onCancel, { once: true });
    });
  }
}

/** What a caller is told who has cancelled. */
export function stopped(): Error {
  return cancelled('The call was cancelled.', { hint: 'Call again if the answer is still wanted.' });
}
