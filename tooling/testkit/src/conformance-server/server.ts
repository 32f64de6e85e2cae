import { defineServer } from '@patchbay/core';
import { z } from 'zod';
import { listContactSchema } from './contact-schema.ts';
import { prompts } from './prompts.ts';
import { resources } from './resources.ts';
import { attachmentTools } from './tools/attachments.ts';
import { behaviourTools } from './tools/behaviour.ts';
import { contentTools } from './tools/content.ts';
import { dialogueTools } from './tools/dialogue.ts';
import { inputRequiredTools } from './tools/input-required.ts';
import { schemaTools } from './tools/schema.ts';
import { sealedStateTools } from './tools/sealed-state.ts';

/**
 * The server that the official conformance suite tests: its fixtures, registered through our core alone.
 *
 * Names, texts and schemas are the suite's (`@modelcontextprotocol/conformance`).
 */
export const conformanceServer = defineServer({
  name: 'conformance',
  title: 'Patchbay Conformance',
  version: '1.0.0',
  description: 'The fixtures of the official MCP conformance suite.',
  instructions: 'Every tool, resource and prompt here exists to be tested.',
  config: z.object({}),
  toolsets: { core: 'The fixtures.' },
  tools: [
    ...contentTools,
    ...attachmentTools,
    ...behaviourTools,
    ...dialogueTools,
    ...inputRequiredTools,
    ...sealedStateTools,
    ...schemaTools,
  ],
  results: true,
  resources,
  prompts,
  budget: { tools: 40, tokens: 10_000 },
  changes: { tools: true, prompts: true, resources: true },
  middleware: [listContactSchema],
  createDeps: () => ({ ports: {}, health: async () => [], close: async () => undefined }),
});
