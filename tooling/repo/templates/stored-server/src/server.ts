import { defineServer } from '@patchbay/core';
import { storedServer } from '@patchbay/storage';
import packageJson from '../package.json' with { type: 'json' };
import { createPorts } from './backends/store/create-ports.ts';
import { store } from './backends/store/store.ts';
import { policy } from './policy.ts';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';

/** The placeholder server. */
export const server = defineServer({
  ...storedServer(store, policy.roles, { ports: createPorts }),
  name: 'placeholder',
  title: 'Patchbay Placeholder',
  version: packageJson.version,
  description: packageJson.description,
  instructions: 'Entries are known by their id; never invent one.',
  toolsets: { core: 'Entries of the placeholder.' },
  tools,
  resources,
  prompts,
  tokens,
});
