import { busy } from './errors.ts';

/** Hands out a limited number of turns in the order of asking. */
export interface Slots {
  /** Waits for a turn; resolves with the function that ends it. */
  take(options?: {
    readonly signal?: AbortSignal | undefined;
    readonly waitMs?: number | undefined;
  }): Promise<() => void>;
}

/** Hands out turns of which no share may hold more than `each`, so that others find one free. */
export interface SharedSlots {
  /** As `Slots.take`, for a share by its name; turns of no name are bounded by the count alone. */
  take(options: {
    readonly share: string | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly waitMs?: number | undefined;
  }): Promise<() => void>;
}

interface Waiter {
  start(): void;
}

/** Creates a queue for `count` turns at the same time. Waiting ends with the signal's reason or, in time, with what `late` makes: `unavailable` unless said otherwise. */
export function slots(count: number, late: () => Error = busy): Slots {
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
      return inQueue(queue, turn, late, signal, waitMs);
    },
  };
}

/** Creates a queue for `count` turns at the same time, `each` of them for one share. */
export function sharedSlots(count: number, each: number, late?: () => Error): SharedSlots {
  const all = slots(count, late);
  const shares = new Map<string, { readonly turns: Slots; users: number }>();
  return {
    async take({ share, ...options }) {
      if (share === undefined) return all.take(options);
      const own = shares.get(share) ?? { turns: slots(each, late), users: 0 };
      shares.set(share, own);
      own.users += 1;
      const leave = () => {
        own.users -= 1;
        if (own.users === 0) shares.delete(share);
      };
      try {
        const endOwn = await own.turns.take(options);
        const end = await all.take(options).catch((error: unknown) => {
          endOwn();
          throw error;
        });
        return () => {
          end();
          endOwn();
          leave();
        };
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

function inQueue<Turn>(
  queue: Set<Waiter>,
  turn: () => Turn,
  late: () => Error,
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
    const timer = waitMs === undefined ? undefined : setTimeout(() => fail(late()), waitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    queue.add(waiter);
  });
}
