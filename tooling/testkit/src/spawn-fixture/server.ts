// biome-ignore-all lint/suspicious/noConsole: printing is what this fixture is for

import { setTimeout as sleep } from 'node:timers/promises';
import { defineServer, toolFor } from '@patchbay/core';
import { secret } from '@patchbay/schemas';
import { z } from 'zod';

interface FixturePorts {
  readonly apiKey: string;
}

const tool = toolFor<FixturePorts>();
const done = z.object({ done: z.boolean() });

// what a library does that wraps the console when it is imported
const earlyLog = console.log.bind(console);

/** A server that does what servers must survive: it prints, crashes, waits, and tells its secrets. */
export const fixtureServer = defineServer({
  name: 'fixture',
  title: 'Fixture',
  version: '1.0.0',
  description: 'Misbehaves on request.',
  instructions: 'Call a tool to see it misbehave.',
  config: z.object({
    FIXTURE_MODE: z.enum(['plain', 'fancy']).default('plain').describe('How it looks.'),
    FIXTURE_API_KEY: secret(z.string()).optional().describe('A secret to leak.'),
  }),
  toolsets: { core: 'Everything.' },
  tools: [
    tool({
      name: 'wait',
      title: 'Wait',
      description: 'Waits, and says on standard error when it is told to stop.',
      access: 'read',
      timeoutMs: 600_000,
      input: z.object({ ms: z.number().int().describe('How long, in milliseconds.') }),
      output: done,
      async handler({ ms }, context) {
        await context.progress(1, 2);
        context.log.warn({}, 'waiting');
        context.signal.addEventListener('abort', () => context.log.warn({}, 'told to stop'));
        await sleep(ms / 2, undefined, { signal: context.signal });
        await context.progress(2, 2);
        await sleep(ms / 2, undefined, { signal: context.signal });
        return { done: true };
      },
    }),
    tool({
      name: 'print',
      title: 'Print',
      description: 'Prints in every way that a library might.',
      access: 'read',
      input: z.object({ text: z.string().describe('What to print.') }),
      output: done,
      handler({ text }) {
        const shown = text.slice(0, 100);
        earlyLog(`early ${shown}`);
        console.log(`log ${shown}`);
        console.info(`info ${shown}`);
        console.table([{ shown }]);
        process.stdout.write(`raw ${shown}\n`);
        return { done: true };
      },
    }),
    tool({
      name: 'leak',
      title: 'Leak',
      description: 'Fails with a secret in its error, and logs another.',
      access: 'read',
      input: z.object({
        password: z.string().describe('A secret of the caller.'),
        note: z.string().optional().describe('Anything.'),
      }),
      output: done,
      handler({ password }, { deps, log }) {
        log.error({ url: `https://user:${deps.apiKey}@upstream.example/?api_key=${deps.apiKey}` }, 'calling');
        const cause = new Error(`403 for Authorization: Bearer ${deps.apiKey}`);
        throw new Error(`upstream refused ${deps.apiKey} and password=${password}`, { cause });
      },
    }),
    tool({
      name: 'crash',
      title: 'Crash',
      description: 'Throws where nobody can catch it.',
      access: 'read',
      timeoutMs: 600_000,
      input: z.object({ how: z.enum(['timer', 'promise']).describe('From where.') }),
      output: done,
      async handler({ how }, context) {
        const fail = () => {
          throw new Error('thrown out of a timer');
        };
        if (how === 'timer') setTimeout(fail, 5);
        else void Promise.reject(new Error('rejected and forgotten'));
        await sleep(10_000, undefined, { signal: context.signal });
        return { done: true };
      },
    }),
  ],
  resources: [],
  prompts: [],
  createDeps: ({ config }) => ({
    ports: { apiKey: config.FIXTURE_API_KEY ?? 'none' },
    health: async () => [],
    close: async () => undefined,
  }),
});
