import { untilAborted } from '../guarded.ts';

/** Lets calls with the same identity run one after the other. */
export interface Twins {
  after<T>(identity: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/**
 * Queues twins of one process here instead of inside the database, where each would hold a connection while it waits.
 * Correctness does not rest on it: twins of other processes meet in the database.
 */
export function twins(): Twins {
  const busy = new Map<string, Promise<unknown>>();
  return {
    async after(identity, work, signal) {
      for (let other = busy.get(identity); other !== undefined; other = busy.get(identity)) {
        await untilAborted(other, signal);
      }
      const run = work();
      const settled = run.then(
        () => busy.delete(identity),
        () => busy.delete(identity),
      );
      busy.set(identity, settled);
      return run;
    },
  };
}
