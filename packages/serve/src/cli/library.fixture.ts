import {
  type AnyServer,
  type ArchiveReadiness,
  type DependencyHealth,
  defineServer,
  promptFor,
  resourceFor,
  toolFor,
} from '@patchbay/core';
import { secret } from '@patchbay/schemas';
import { z } from 'zod';

/** A secret that no command may ever print. */
export const canary = 'canary-7f3a9c-do-not-print';

/** What a test may bend of the library. */
export interface LibraryOptions {
  readonly health?: (probe: boolean) => Promise<readonly DependencyHealth[]> | readonly DependencyHealth[];
  /** Runs while the ports are built. */
  readonly setUp?: (config: Readonly<Record<string, unknown>>) => Promise<void> | void;
  readonly tokens?: Readonly<Record<string, number>>;
  /** Whether a backup could be made; a library without it keeps nothing. */
  readonly backup?: () => Promise<ArchiveReadiness>;
}

const up: DependencyHealth = { name: 'catalogue', status: 'up', required: true };
const book = z.object({ title: z.string() });

/** A small real server: three tools in two toolsets, a resource, a template, a prompt and five settings. */
export function library(options: LibraryOptions = {}): AnyServer {
  const tool = toolFor<unknown>();
  const resource = resourceFor<unknown>();
  const base = { output: book, handler: () => ({ title: 'Emma' }) };
  const about = {
    mimeType: 'text/plain',
    cache: { ttlMs: 1000, scope: 'public' as const },
    read: () => 'text',
  };
  return defineServer({
    name: 'library',
    title: 'Library',
    version: '1.2.3',
    description: 'Books and loans.',
    instructions: 'Find a book before lending it.',
    config: z.object({
      LIBRARY_URL: z.url().optional().describe('Base URL of the catalogue.'),
      LIBRARY_API_KEY: secret(z.string()).optional().describe('Key of the catalogue.'),
      LIBRARY_LIMIT: z.coerce.number().int().default(10).describe('Books per page.'),
      LIBRARY_BRANCH: z.enum(['north', 'south']).default('north').describe('Branch.'),
    }),
    toolsets: { core: 'Find books.', loans: 'Lend books.' },
    tools: [
      tool({
        ...base,
        name: 'list_loans',
        title: 'List loans',
        description: 'List all loans.',
        access: 'read',
        toolset: 'loans',
        input: z.object({}),
      }),
      tool({
        ...base,
        name: 'find_book',
        title: 'Find a book',
        description: 'Find one book by title.',
        access: 'read',
        input: z.object({ title: z.string().describe('Title.') }),
      }),
      tool({
        ...base,
        name: 'lend_book',
        title: 'Lend a book',
        description: 'Lend one book.',
        access: 'create',
        toolset: 'loans',
        input: z.object({ title: z.string().describe('Title.') }),
      }),
    ],
    resources: [
      resource({
        ...about,
        name: 'rules',
        title: 'Rules',
        description: 'House rules.',
        uri: 'library://rules',
        tool: 'find_book',
      }),
      resource({
        ...about,
        name: 'book',
        title: 'Book',
        description: 'One book.',
        uri: 'library://book/{isbn}',
        tool: 'find_book',
      }),
    ],
    prompts: [
      promptFor<unknown>()({
        name: 'recommend',
        title: 'Recommend a book',
        description: 'Recommend.',
        tools: ['find_book'],
        input: z.object({ genre: z.string(), mood: z.string().optional() }),
        messages: () => 'Recommend a book.',
      }),
    ],
    ...(options.tokens && { tokens: options.tokens }),
    async createDeps({ config }) {
      await options.setUp?.(config);
      return {
        ports: {},
        ...(options.backup && { archive: { check: options.backup } }),
        health: async ({ probe }) => options.health?.(probe) ?? [up],
        close: async () => undefined,
      };
    },
  });
}
