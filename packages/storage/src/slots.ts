import { busy } from './errors.ts';

/** Hands out a limited number of turns in the order of asking. */
export interface Slots {
  /** Waits for a turn; resolves with the function that ends it. */
  take(options?: {
    readonly signal?: AbortSignal | undefined;
    readonly waitMs?: number | undefined;
  }): Promise<() => void>;
}

interface Waiter {
  start(): void;
}

/** Creates a queue for `count` turns at the same time. Waiting ends with the signal's reason or, in time, with `unavailable`. */
export function slots(count: number): Slots {
  let free = count;
  const queue = new Set<Waiter>();
  const turn = () => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const [next] = queue;
      if (next === undefined) free += 1;
      else next.start();
    };
  };
  return {
    take({ signal, waitMs } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(turn());
      }
      return inQueue(queue, turn, signal, waitMs);
    },
  };
}

function inQueue<Turn>(
  queue: Set<Waiter>,
  turn: () => Turn,
  signal: AbortSignal | undefined,
  waitMs: number | undefined,
): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      queue.delete(waiter);
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const waiter: Waiter = {
      start() {
        leave();
        resolve(turn());
      },
    };
    const fail = (reason: unknown) => {
      leave();
      reject(reason);
    };
    const onAbort = () => fail(signal?.reason);
    const timer = waitMs === undefined ? undefined : setTimeout(() => fail(busy()), waitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    queue.add(waiter);
  });
}
