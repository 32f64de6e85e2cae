import { defineServer, promptFor, rateLimited, resourceFor, type ServerDeps, toolFor } from '@patchbay/core';
import { page, pageLimit } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type ClientKind, clientKinds, connect } from './connect.ts';

const canary = 'canary-e2d41f';
const row = z.object({ id: z.int(), kind: z.enum(['a', 'b']), at: z.iso.datetime().nullable() });
const tool = toolFor<unknown>();
const common = { access: 'read', description: 'A tool for tests of the pipeline.' } as const;

let aborted = 0;

const server = defineServer({
  name: 'rig',
  title: 'Rig',
  version: '0.0.0',
  description: 'A server for tests.',
  instructions: 'None.',
  config: z.object({}),
  toolsets: { core: 'All there is.' },
  tools: [
    tool({
      ...common,
      name: 'echo_values',
      title: 'Echo',
      input: z.object({
        count: z.int(),
        on: z.boolean().default(false),
        tags: z.array(z.string()).optional(),
        place: z.string().optional(),
        unit: z.enum(['metric', 'imperial']).optional(),
      }),
      output: z.object({ seen: z.string() }),
      handler: (input) => ({ seen: JSON.stringify(input) }),
    }),
    tool({
      ...common,
      name: 'list_rows',
      title: 'List',
      input: z.object({ limit: pageLimit(1000, 1000) }),
      output: page(row),
      handler: ({ limit }) => ({
        items: Array.from({ length: limit }, (_, id) => ({
          id,
          kind: 'a' as const,
          at: null,
          secret: canary,
        })),
        has_more: false,
        next_cursor: 'after-all',
      }),
    }),
    tool({
      ...common,
      name: 'fail_badly',
      title: 'Fail',
      input: z.object({}),
      output: z.object({ never: z.string() }),
      handler: () => {
        throw new TypeError(canary);
      },
    }),
    tool({
      ...common,
      name: 'wait_long',
      title: 'Wait',
      input: z.object({ report: z.boolean().default(false) }),
      output: z.object({ never: z.string() }),
      timeoutMs: 200,
      async handler({ report }, { signal, progress }) {
        signal.addEventListener('abort', () => {
          aborted += 1;
        });
        if (report) for (const done of [1, 1, 3, 2]) await progress(done, 3);
        return new Promise<never>(() => {});
      },
    }),
  ],
  resources: [
    resourceFor<unknown>()({
      name: 'thing',
      title: 'Thing',
      description: 'A thing.',
      mimeType: 'text/plain',
      uri: 'rig://things/{id}',
      tool: 'echo_values',
      cache: { ttlMs: 1000, scope: 'private' },
      read({ id }) {
        if (id === 'busy') throw rateLimited('Too many readers.', { hint: 'Wait.', retryAfterMs: 700 });
        throw new Error(canary);
      },
      complete: {
        id: {
          name: 'id',
          values() {
            throw new Error(canary);
          },
        },
      },
    }),
  ],
  prompts: [
    promptFor<unknown>()({
      name: 'ask_thing',
      title: 'Ask',
      description: 'Asks.',
      tools: [],
      input: z.object({ id: z.string().describe('Which.') }),
      messages() {
        throw new Error(canary);
      },
    }),
  ],
  createDeps: () => deps,
});
const deps: ServerDeps = { ports: {}, health: async () => [], close: async () => {} };

const onEveryClient = (name: string, check: (client: ClientKind) => Promise<void>) =>
  test.each(clientKinds)(`on %s ${name}`, check);

async function failureOf(work: Promise<unknown>): Promise<{ text: string; data: unknown }> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { text: String(error), data: Reflect.get(Object(error), 'data') };
}

onEveryClient('arguments in the wrong form but of certain meaning are understood', async (client) => {
  await using mcp = await connect(server, deps, { client });
  const answer = await mcp.call('echo_values', {
    count: '5',
    on: 'True',
    tags: '["x"]',
    place: { latitude: 47.4, longitude: 8.5 },
    unit: null,
  });
  expect(answer.structuredContent).toEqual({
    seen: '{"count":5,"on":true,"tags":["x"],"place":"47.4,8.5"}',
  });
});

onEveryClient('wrong arguments are all named in the result, not by the protocol', async (client) => {
  await using mcp = await connect(server, deps, { client });
  const answer = await mcp.call('echo_values', { cuont: 1, unit: 'metrik', on: 'maybe' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error', structuredContent: undefined });
  for (const part of [
    'count is required',
    'Did you mean "count"?',
    'Did you mean "metric"?',
    'on: expected boolean',
  ])
    expect(answer.text).toContain(part);
});

onEveryClient(
  'a cut result still satisfies the advertised schema and says what is missing',
  async (client) => {
    await using mcp = await connect(server, deps, { client, responseTokens: 1000 });
    const listed = (await mcp.listTools()).find(({ name }) => name === 'list_rows');
    const answer = await mcp.call('list_rows');
    const advertised = z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(listed?.['outputSchema']));
    expect(advertised.safeParse(answer.structuredContent).success).toBe(true);
    const items = z.array(row.strict()).parse(answer.structuredContent?.['items']);
    expect(answer.meta['patchbay/truncated']).toEqual({
      field: 'items',
      shown: items.length,
      omitted: 1000 - items.length,
    });
    expect(answer.structuredContent).toMatchObject({ has_more: true });
    expect(answer.structuredContent).not.toHaveProperty('next_cursor');
    expect(answer.text).toContain(`call again with limit ${items.length} or less`);
  },
);

onEveryClient('nothing of what is thrown by accident reaches the client', async (client) => {
  await using mcp = await connect(server, deps, { client });
  const answer = await mcp.call('fail_badly');
  expect(answer.code).toBe('internal');
  expect(answer.text).toContain(String(answer.error?.['correlation_id']));
  const failures = [
    await failureOf(mcp.read('rig://things/1')),
    await failureOf(mcp.prompt('ask_thing', { id: '1' })),
    await failureOf(mcp.complete({ type: 'ref/resource', uri: 'rig://things/{id}' }, 'id', '')),
  ];
  for (const { text, data } of failures) {
    expect(text).toContain('Correlation id: ');
    expect(data).toHaveProperty('correlation_id');
  }
  expect(JSON.stringify([answer, failures])).not.toContain(canary);
});

onEveryClient('a reader who is refused learns when to come back', async (client) => {
  await using mcp = await connect(server, deps, { client });
  expect((await failureOf(mcp.read('rig://things/busy'))).data).toMatchObject({
    'patchbay/error': { code: 'rate_limited', retry_after_ms: 700, retryable: true, hint: 'Wait.' },
  });
});

onEveryClient('a handler that never ends is answered for at its deadline', async (client) => {
  await using mcp = await connect(server, deps, { client });
  const before = aborted;
  expect(await mcp.call('wait_long')).toMatchObject({ code: 'timeout', isError: true });
  expect(aborted).toBe(before + 1);
});

onEveryClient('progress arrives when asked for, and only grows', async (client) => {
  await using mcp = await connect(server, deps, { client });
  const heard: number[] = [];
  await mcp.call('wait_long', { report: true }, { onprogress: ({ progress }) => heard.push(progress) });
  expect(heard).toEqual([1, 3]);
});
