import { busy } from './errors.ts';

/** Hands out a limited number of turns in the order of asking. */
export interface Slots {
  /** Waits for a turn; resolves with the function that ends it. */
  take(options?: {
    readonly signal?: AbortSignal | undefined;
    readonly waitMs?: number | undefined;
  }): Promise<() => void>;
  /** How many wait. */
  waiting(): number;
}

interface Waiter {
  start(): void;
}

/** Creates a queue for `count` turns at the same time. Waiting ends with the signal's reason or, in time, with `unavailable`. */
export function slots(count: number): Slots {
  let free = count;
  const queue = new Set<Waiter>();
  const release = () => {
    const [next] = queue;
    if (next === undefined) {
      free += 1;
      return;
    }
    queue.delete(next);
    next.start();
  };
  const turn = () => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      release();
    };
  };
  return {
    waiting: () => queue.size,
    take({ signal, waitMs } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(turn());
      }
      return new Promise((resolve, reject) => {
        const settle = () => {
          queue.delete(waiter);
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        };
        const waiter: Waiter = {
          start() {
            settle();
            resolve(turn());
          },
        };
        const fail = (reason: unknown) => {
          settle();
          reject(reason);
        };
        const onAbort = () => fail(signal?.reason);
        const timer = waitMs === undefined ? undefined : setTimeout(() => fail(busy()), waitMs);
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.add(waiter);
      });
    },
  };
}
