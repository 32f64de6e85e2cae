/** A server that tells callers who they are, with one of everything that a key may or may not open. */

import { type AnyServer, defineServer, promptFor, resourceFor, toolFor } from '@patchbay/core';
import { z } from 'zod';

/** A server that tells callers who they are, with one of everything. */
export function vault(): AnyServer {
  const tool = toolFor<unknown>();
  return defineServer({
    name: 'vault',
    title: 'Vault',
    version: '1.0.0',
    description: 'Tells who calls.',
    instructions: 'None.',
    config: z.object({}),
    toolsets: { core: 'All there is.' },
    tools: [
      tool({
        name: 'who_am_i',
        title: 'Who am I',
        description: 'Tell who calls.',
        access: 'read',
        input: z.object({}),
        output: z.object({
          id: z.string(),
          tenant: z.string(),
          role: z.string(),
          team: z.string().optional(),
        }),
        handler: (_input, { caller: { scopes: _, ...who } }) => who,
      }),
      tool({
        name: 'open_vault',
        title: 'Open the vault',
        description: 'Open it.',
        access: 'update',
        scopes: ['vault:gold'],
        input: z.object({}),
        output: z.object({ ok: z.boolean() }),
        handler(_input, { changed }) {
          changed({ kind: 'tools' });
          return { ok: true };
        },
      }),
    ],
    resources: [
      resourceFor<unknown>()({
        name: 'inventory',
        title: 'Inventory',
        description: 'What is inside.',
        uri: 'vault://inventory',
        tool: 'who_am_i',
        mimeType: 'text/plain',
        cache: { ttlMs: 1, scope: 'private' },
        read: () => 'gold',
      }),
    ],
    prompts: [
      promptFor<unknown>()({
        name: 'count',
        title: 'Count',
        description: 'Count it.',
        tools: [],
        input: z.object({ what: z.string() }),
        complete: { what: { name: 'what', values: () => ['gold'] } },
        messages: ({ what }) => `Count ${what}`,
      }),
    ],
    changes: { tools: true },
    createDeps: () => ({ ports: {}, health: async () => [], close: async () => undefined }),
  });
}
