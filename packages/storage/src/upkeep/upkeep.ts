import type { Logger } from '@patchbay/observability';
import type { Store } from '../store.ts';
import { type RetentionOptions, sweep } from './sweep.ts';

/** When a store is swept. */
export interface UpkeepOptions extends RetentionOptions {
  readonly log: Logger;
  /** Milliseconds between sweeps; an hour unless said otherwise. */
  readonly everyMs?: number;
}

/** Sweeps a store now and then, for as long as the process lives. Several processes may do so on one store. */
export function startUpkeep(
  store: Pick<Store, 'internal'>,
  options: UpkeepOptions,
): { stop(): Promise<void> } {
  const { log, everyMs = 3_600_000 } = options;
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = sweep(store, options).then(
      (swept) => log.debug({ swept }, 'the store was swept'),
      (error: unknown) => log.warn({ err: error }, 'the store could not be swept'),
    );
  };
  const timer = setInterval(run, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
