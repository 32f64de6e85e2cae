import { defineServer } from '@patchbay/core';
import { storeCaller, storeCommands, storeSynthetic } from '@patchbay/storage';
import packageJson from '../package.json' with { type: 'json' };
import { workspaceCommands } from './backends/store/commands.ts';
import { store } from './backends/store/store.ts';
import { crmConfig } from './config.ts';
import { restPorts, storePorts } from './deps.ts';
import { openCrm } from './open-crm.ts';
import { policy } from './policy.ts';
import { shownIn } from './records/addresses.ts';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';

/** The CRM server. */
export const server = defineServer({
  name: 'crm',
  title: 'Patchbay CRM',
  version: packageJson.version,
  description: packageJson.description,
  instructions:
    'Find records with search_leads or search_crm_records, then act on them by id. Ids are strings; a lead id may be a number. undo_change takes the change_id of a write. Fields that your role does not see are left out or masked. Amounts in fields that end in _minor are minor units (cents), all others whole units.',
  config: crmConfig,
  roles: policy.roles,
  results: true,
  personalData: true,
  // a fifth of a megabyte are the numbering plans of all countries, without which wrong numbers would be kept
  budget: { bundleBytes: 3_200_000, tarballBytes: 1_100_000 },
  toolsets: {
    sales: 'Leads, contacts, companies, deals, activities, duplicates, reports, undo.',
    catalog: 'Products, stock and orders.',
  },
  tools,
  resources,
  prompts,
  tokens,
  changes: { resources: true, shownIn },
  commands: [
    ...workspaceCommands,
    ...storeCommands(store, {
      otherBackend: ({ CRM_BACKEND }) =>
        CRM_BACKEND === 'rest'
          ? 'The data of this server is in the lead API (CRM_BACKEND=rest), which has its own backups.'
          : undefined,
    }),
  ],
  ports: ({ config, demo }) => (demo || config.CRM_BACKEND === 'store' ? storePorts : restPorts),
  localCaller: storeCaller('crm'),
  synthetic: storeSynthetic,
  createDeps: (setup) => openCrm(setup),
});
