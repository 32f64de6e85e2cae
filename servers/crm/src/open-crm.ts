import type { ServerSetup } from '@patchbay/core';
import { type ServeOptions, serveStore } from '@patchbay/storage';
import { createStorePorts } from './backends/store/create-ports.ts';
import { store as definition } from './backends/store/store.ts';
import type { CrmTables } from './backends/store/tables/tables.ts';
import type { CrmConfig } from './config.ts';
import type { CrmDeps, StoreDeps } from './deps.ts';

/** Builds the ports that the configuration asks for; what it does not ask for is not loaded. */
export async function openCrm(setup: ServerSetup<CrmConfig>, now = () => new Date()): Promise<CrmDeps> {
  const { config, demo } = setup;
  if (demo || config.CRM_BACKEND === 'store') return openStoredCrm(setup, { now });
  const { openRestCrm } = await import('./backends/rest/open.ts');
  return openRestCrm(config, setup, { now });
}

/** What tests may replace. */
export type StoredCrmOptions = Pick<ServeOptions<CrmTables, unknown>, 'deliver' | 'now' | 'store'>;

/** The ports over the store. */
export function openStoredCrm(
  setup: Pick<ServerSetup<CrmConfig>, 'config' | 'demo' | 'log' | 'paths'>,
  options: StoredCrmOptions = {},
): Promise<StoreDeps> {
  const { config, log } = setup;
  const settings = {
    default_country: config.CRM_DEFAULT_COUNTRY,
    default_currency: config.CRM_DEFAULT_CURRENCY,
  };
  return serveStore(definition, setup, {
    // no mail is sent by this server: the line is what a mail system can be fed from
    deliver: async ({ id, kind, tenant }) => log.info({ message_id: id, kind, tenant }, 'confirmation'),
    ...options,
    ports: (kernel) => createStorePorts({ ...kernel, settings }),
  });
}
