import { defineServer } from '@patchbay/core';
import { serveStore, storeCaller, storeCommands, storeConfig } from '@patchbay/storage';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { createEntries } from './backends/store/entries.ts';
import { store } from './backends/store/store.ts';
import { policy } from './policy.ts';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';

/** The placeholder server. */
export const server = defineServer({
  name: 'placeholder',
  title: 'Patchbay Placeholder',
  version: packageJson.version,
  description: packageJson.description,
  instructions: 'Entries are known by their id; never invent one.',
  config: z.object(storeConfig('placeholder', policy.roles)),
  roles: policy.roles,
  toolsets: { core: 'Entries of the placeholder.' },
  tools,
  resources,
  prompts,
  tokens,
  commands: storeCommands(store),
  localCaller: storeCaller('placeholder'),
  createDeps: (setup) =>
    serveStore(store, setup, { ports: (kernel) => ({ entries: createEntries(kernel) }) }),
});
