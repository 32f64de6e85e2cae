import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { squarePng } from './conformance-server/media.ts';
import { type ClientKind, clientKinds } from './connect.ts';
import { missingFromText } from './contract/parity.ts';
import { type MatrixClient, openMatrixClient } from './matrix-client.ts';
import { inspect } from './matrix-inspector.ts';
import { spawnHttp } from './spawn.ts';

const binary = fileURLToPath(new URL('conformance-server/bin.ts', import.meta.url));
const tool = 'test_picture_and_handle';
const budget = { PATCHBAY_RESPONSE_TOKENS: '1000' };

const answerShape = z.object({
  content: z.array(z.looseObject({ type: z.string() })),
  structuredContent: z.object({ rows: z.int(), table_uri: z.string(), table_pages: z.int() }),
});
const readingShape = z.object({
  contents: z.array(z.object({ uri: z.string(), mimeType: z.string(), text: z.string().default('') })),
});

async function open(kind: ClientKind, transport: 'http' | 'stdio'): Promise<MatrixClient> {
  if (transport === 'stdio') return openMatrixClient(kind, { transport, binary, args: [], env: budget });
  const server = await spawnHttp(binary, { env: budget });
  const client = await openMatrixClient(kind, { transport, url: server.url });
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function answer(client: MatrixClient, pixels: number) {
  const { content, structuredContent } = answerShape.parse(await client.call(tool, { pixels }));
  const text = content.map((block) => block['text'] ?? '').join('\n');
  expect(missingFromText(structuredContent, text)).toEqual([]);
  return { content, text, structuredContent };
}

/** All pages of a kept result, each found by the one before. */
async function pagesFrom(client: MatrixClient, uri: string): Promise<string[]> {
  const pages: string[] = [];
  for (let at: string | undefined = uri; at !== undefined; ) {
    const reading: unknown = await client.common.readResource({ uri: at });
    const [page, note]: z.output<typeof readingShape>['contents'] = readingShape.parse(reading).contents;
    pages.push(page?.text ?? '');
    at = note?.uri;
  }
  return pages;
}

describe.each(['http', 'stdio'] as const)('over %s', (transport) => {
  it.each(clientKinds)('%s gets a picture and a handle beside the text', async (kind) => {
    await using client = await open(kind, transport);
    const { content, structuredContent } = await answer(client, 20);
    const { table_uri, table_pages, rows } = structuredContent;
    expect(content).toEqual([
      { type: 'text', text: expect.stringContaining(table_uri) },
      { type: 'image', data: squarePng(20).toString('base64'), mimeType: 'image/png' },
      { type: 'resource_link', uri: table_uri, name: 'table.csv', mimeType: 'text/csv' },
    ]);
    const pages = await pagesFrom(client, table_uri);
    expect(pages).toHaveLength(table_pages);
    expect(table_pages).toBeGreaterThan(3);
    expect(pages.every((page) => page.startsWith('id,label\r\n'))).toBe(true);
    expect(pages.flatMap((page) => page.split('\r\n').slice(1, -1))).toHaveLength(rows);
  });

  it.each(clientKinds)('%s gets a handle of a picture that the budget has no room for', async (kind) => {
    await using client = await open(kind, transport);
    const { content, text } = await answer(client, 1200);
    expect(content.map(({ type }) => type)).toEqual(['text', 'text', 'resource_link', 'resource_link']);
    const uri = String(content[2]?.['uri']);
    expect(text).toContain(`square.png (image/png, 33 bytes) is too large to show here: read ${uri}`);
    expect(await client.common.readResource({ uri })).toMatchObject({
      contents: [{ uri, mimeType: 'image/png', blob: squarePng(1200).toString('base64') }],
    });
  });

  it.each(['legacy', 'modern'] as const)('the Inspector gets both in its %s era', async (era) => {
    const call = ['--method', 'tools/call', '--tool-name', tool, '--tool-args-json', '{"pixels":20}'];
    const server = transport === 'http' ? await spawnHttp(binary, { env: budget }) : undefined;
    await using _closed = server ?? { [Symbol.asyncDispose]: async () => {} };
    const place =
      server === undefined
        ? ({ transport: 'stdio', binary, args: [], env: budget } as const)
        : ({ transport: 'http', url: server.url } as const);
    const { content } = answerShape.parse(await inspect(place, era, call));
    expect(content.map(({ type }) => type)).toEqual(['text', 'image', 'resource_link']);
  });
});
