import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type AnyServer, defineServer, type ServerDeps, toolFor } from '@patchbay/core';
import { createEngine, createLayers, localCaller, resolveSelection } from '@patchbay/core/engine';
import { createLogger } from '@patchbay/observability';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createFetchHandler } from './fetch.ts';

const deps: ServerDeps = { ports: {}, health: async () => [], close: async () => {} };

/** A server whose one tool deletes, and the ids that it has deleted. */
function shelf(): { server: AnyServer; deleted: string[] } {
  const deleted: string[] = [];
  const server = defineServer({
    name: 'shelf',
    title: 'Shelf',
    version: '0.0.0',
    description: 'A shelf.',
    instructions: 'None.',
    config: z.object({}),
    toolsets: { core: 'All there is.' },
    tools: [
      toolFor<unknown>()({
        name: 'delete_box',
        title: 'Delete box',
        description: 'Remove one box.',
        access: 'delete',
        input: z.object({ box_id: z.string() }),
        output: z.object({ box_id: z.string() }),
        handler({ box_id }) {
          deleted.push(box_id);
          return { box_id };
        },
      }),
    ],
    resources: [],
    prompts: [],
    createDeps: () => deps,
  });
  return { server, deleted };
}

type Answer = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, boolean> };

/** Asks to delete a box through a real client whose user answers so. */
async function deleteThrough(answer: Answer) {
  const { server, deleted } = shelf();
  const log = createLogger({ level: 'silent', name: 'shelf', version: '0' });
  const engine = createEngine(server, { deps, log, layers: createLayers() });
  const handler = createFetchHandler(engine, {
    caller: localCaller(server),
    selection: resolveSelection(server, {}),
  });
  const client = new Client(
    { name: 'person', version: '1' },
    { capabilities: { elicitation: {} }, versionNegotiation: { mode: 'auto' } },
  );
  const asked: string[] = [];
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params.message);
    return answer;
  });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('http://test.local/mcp'), {
      fetch: (url, init) => handler.fetch(new Request(url, init)),
    }),
  );
  const result = await client.callTool({ name: 'delete_box', arguments: { box_id: 'b1' } });
  await client.close();
  await handler.close();
  return { result, asked, deleted };
}

test('the person is asked once, and with consent the box goes', async () => {
  const { result, asked, deleted } = await deleteThrough({ action: 'accept', content: { confirm: true } });
  expect(asked).toEqual(['Delete box? {"box_id":"b1"}']);
  expect(deleted).toEqual(['b1']);
  expect(result).toMatchObject({ structuredContent: { box_id: 'b1' } });
});

test.each<Answer>([
  { action: 'decline' },
  { action: 'cancel' },
  { action: 'accept', content: { confirm: false } },
])('with the answer %j nothing is deleted, and the model is told not to insist', async (answer) => {
  const { result, deleted } = await deleteThrough(answer);
  expect(deleted).toEqual([]);
  expect(result).toMatchObject({ isError: true, _meta: { 'patchbay/error': { code: 'permission_denied' } } });
});
