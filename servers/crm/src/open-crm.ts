import type { ServerSetup } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import { type OutboxOptions, startOutbox, startUpkeep, storeWrites } from '@patchbay/storage';
import { createStorePorts } from './backends/store/create-ports.ts';
import { createKernel } from './backends/store/kernel.ts';
import { type OpenCrmOptions, openCrmStore } from './backends/store/open.ts';
import type { CrmConfig } from './config.ts';
import type { CrmDeps, StoreDeps } from './deps.ts';

/** Builds the ports that the configuration asks for; what it does not ask for is not loaded. */
export async function openCrm(setup: ServerSetup<CrmConfig>, now = () => new Date()): Promise<CrmDeps> {
  const { config, demo, log } = setup;
  if (!demo && config.CRM_BACKEND === 'rest') {
    const { openRestCrm } = await import('./backends/rest/open.ts');
    return openRestCrm(config, setup, { now });
  }
  const options: OpenCrmOptions = { log, now };
  if (!demo) return serveStore(setup, { store: await openCrmStore(setup, options), now });
  const { openDemoStore } = await import('./backends/store/demo.ts');
  return serveStore(setup, { ...(await openDemoStore(config.CRM_TENANT, options)), now });
}

/** A store to serve. */
export interface ServedStore {
  readonly store: Awaited<ReturnType<typeof openCrmStore>>;
  readonly now: () => Date;
  /** Carries out what writes left in the outbox, at least once each; a line in the log unless given. */
  readonly deliver?: OutboxOptions['deliver'];
  /** Cleans up after the close. */
  remove?(): Promise<void>;
}

/** The ports over an open store, with its outbox and its upkeep running until the close. */
export function serveStore(
  setup: Pick<ServerSetup<CrmConfig>, 'config' | 'log' | 'paths'>,
  { store, now, remove, deliver = logged(setup.log) }: ServedStore,
): StoreDeps {
  const { config, log } = setup;
  const settings = {
    default_country: config.CRM_DEFAULT_COUNTRY,
    default_currency: config.CRM_DEFAULT_CURRENCY,
  };
  const outbox = startOutbox(store, { log, deliver });
  const upkeep = startUpkeep(store, { log });
  return {
    ports: createStorePorts(createKernel(store, settings, now)),
    writes: storeWrites(store),
    archive: {
      check: async () => (await import('./backends/store/archive.ts')).checkCrmArchive(setup, store),
    },
    health: async (options) => [await store.health(options)],
    async close() {
      await Promise.all([outbox.stop(), upkeep.stop()]);
      await store.close();
      await remove?.();
    },
  };
}

/** No mail is sent by this server: the line is what a mail system can be fed from. */
function logged(log: Logger): OutboxOptions['deliver'] {
  return async ({ id, kind, tenant }) => log.info({ message_id: id, kind, tenant }, 'confirmation');
}
