import { defineServer } from '@patchbay/core';
import packageJson from '../package.json' with { type: 'json' };
import { createPlaceholderDeps } from './backends/memory/create-deps.ts';
import { placeholderConfig } from './config.ts';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';

/** The placeholder server. */
export const server = defineServer({
  name: 'placeholder',
  title: 'Patchbay Placeholder',
  version: packageJson.version,
  description: packageJson.description,
  instructions: 'Entries are known by their id; never invent one.',
  config: placeholderConfig,
  toolsets: { core: 'Entries of the placeholder.' },
  tools,
  resources,
  prompts,
  tokens,
  createDeps: createPlaceholderDeps,
});
