import type { ServerDeps, ServerSetup } from '@patchbay/core';
import { storeWrites } from '../call/writes.ts';
import type { JobsOptions } from '../jobs/handler.ts';
import { startJobs } from '../jobs/worker.ts';
import { type OutboxOptions, startOutbox } from '../outbox/worker.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { startUpkeep } from '../upkeep/upkeep.ts';
import type { StoreDefinition } from './definition.ts';
import { type StoreKernel, storeKernel } from './kernel.ts';
import { openConfigured } from './open.ts';
import { type StorePorts, storePorts } from './ports.ts';
import { type AnyConfig, storeSettings } from './settings.ts';

/** What a stored server brings along. */
export interface ServeOptions<T extends Tables, Ports> {
  /** Builds the server's own ports over the open store; those of every stored server are added. */
  ports(kernel: StoreKernel<T>): Ports;
  /** Carries out what writes left in the outbox, at least once each; without it nothing looks there. */
  readonly deliver?: OutboxOptions['deliver'] | undefined;
  /** What runs the jobs that writes have started, by kind; without it they are left to other processes. */
  readonly jobs?: ((kernel: StoreKernel<T>) => JobsOptions<T>['handlers']) | undefined;
  readonly now?: (() => Date) | undefined;
  /** A store that is open already, instead of the one that the configuration names; closed with the server. */
  readonly store?: Store<T> | undefined;
}

/**
 * Opens the store that the configuration names, or one of invented data for a demonstration, and gives what a server's
 * `createDeps` returns. Outbox, jobs and upkeep of the store run until the close.
 *
 * A first start makes the file and its folder for the user alone. A PostgreSQL that does not answer is no error: health
 * says so until it does.
 *
 * @throws StorageConfigurationError as `openStore`.
 * @example
 * createDeps: (setup) => serveStore(notesStore, setup, { ports: (kernel) => ({ notes: createNotes(kernel) }) })
 */
export async function serveStore<T extends Tables, Ports>(
  definition: StoreDefinition<T>,
  setup: Pick<ServerSetup<AnyConfig>, 'config' | 'demo' | 'log' | 'paths'>,
  options: ServeOptions<T, Ports>,
): Promise<ServerDeps<Ports & StorePorts>> {
  const { log } = setup;
  const { now = () => new Date(), deliver } = options;
  const { store, remove }: Opened<T> =
    options.store === undefined ? await opened(definition, setup, now) : { store: options.store };
  const kernel = storeKernel(store, now);
  const workers = [
    ...(deliver === undefined ? [] : [startOutbox(store, { log, deliver })]),
    ...(options.jobs === undefined ? [] : [startJobs(store, { log, handlers: options.jobs(kernel) })]),
    startUpkeep(store, { log }),
  ];
  return {
    ports: { ...options.ports(kernel), ...storePorts(kernel, definition.gate, setup.demo) },
    writes: storeWrites(store),
    archive: {
      check: async () => (await import('./archive.ts')).checkArchive(definition.server, setup, store),
    },
    health: async (asked) => [await store.health(asked)],
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await store.close();
      await remove?.();
    },
  };
}

interface Opened<T extends Tables> {
  readonly store: Store<T>;
  /** Cleans up after the close. */
  remove?(): Promise<void>;
}

async function opened<T extends Tables>(
  definition: StoreDefinition<T>,
  setup: Pick<ServerSetup<AnyConfig>, 'config' | 'demo' | 'log' | 'paths'>,
  now: () => Date,
): Promise<Opened<T>> {
  const { demo, log, paths } = setup;
  if (!demo) return { store: await openConfigured(definition, setup, now) };
  const { tenant } = storeSettings(definition.server, setup.config);
  const { openDemo } = await import('./demo.ts');
  return openDemo(definition, { log, now, tenant, temporary: paths.temporary });
}
