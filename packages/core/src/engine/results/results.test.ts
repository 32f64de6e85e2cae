import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ResultRequest, ResultStore } from '../../define/results.ts';
import type { ServerDeps } from '../../define/server.ts';
import { plainTool, rig } from '../../rig.fixture.ts';

const handle = z.object({ uri: z.string(), expires_at: z.string(), bytes: z.int(), pages: z.int() });

function keeping(request: ResultRequest, parts = {}, deps?: ServerDeps) {
  return rig(
    {
      results: true,
      tools: [{ ...plainTool, output: handle, handler: (_input, { results }) => results.keep(request) }],
      ...parts,
    },
    { responseTokens: 500 },
    deps,
  );
}

const long = {
  name: 'lines.txt',
  mimeType: 'text/plain',
  content: 'one line of many\n'.repeat(400),
} as const;

async function kept(made: ReturnType<typeof keeping>, options = {}) {
  return handle.parse((await made.call('get_thing', {}, options))['structuredContent']);
}

test('a kept result is read page by page, each saying where the next one is', async () => {
  const made = keeping(long);
  const { uri, pages, bytes } = await kept(made);
  expect(uri).toMatch(/^rig:\/\/result\/[\w-]{22}$/);
  expect(bytes).toBe(long.content.length);
  let next: string | undefined = uri;
  let read = '';
  let count = 0;
  while (next !== undefined) {
    const { contents } = await made.request('resources/read', { uri: next });
    const [page, note]: { uri: string; text: string; mimeType: string }[] = JSON.parse(
      JSON.stringify(contents),
    );
    expect(page).toMatchObject({ uri: next, mimeType: 'text/plain' });
    read += page?.text;
    count += 1;
    expect(note?.text ?? `The next page: none`).toContain(note === undefined ? 'none' : note.uri);
    next = note?.uri;
  }
  expect(read).toBe(long.content);
  expect(count).toBe(pages);
});

test.each([
  ['another caller', { caller: { id: 'eve' } }],
  ['another tenant', { caller: { tenant: 'elsewhere' } }],
  ['the same caller in another role, which may see less,', { caller: { role: 'viewer' } }],
  ['the same caller in another team', { caller: { team: 'east' } }],
  ['a connection that is not offered its tool', { selection: { exclude: ['get_thing'] } }],
])('%s finds nothing there, in the words for what never was', async (_, stranger) => {
  const made = keeping(long);
  const { uri } = await kept(made);
  const refusal = (at: string) =>
    made.request('resources/read', { uri: at }, stranger).catch((error: unknown) => Object(error).message);
  const refused = await refusal(uri);
  expect(refused).toMatch(/^not_found/);
  expect(refused).toBe(await refusal('rig://result/AAAAAAAAAAAAAAAAAAAAAA'));
});

test.each(['0', '01', '-1', '1.5', 'x', '999', '__proto__'])('there is no page %s', async (page) => {
  const made = keeping(long);
  const { uri } = await kept(made);
  await expect(made.request('resources/read', { uri: `${uri}/${page}` })).rejects.toMatchObject({
    kind: 'resource_not_found',
  });
});

test('a result is kept as long as it was asked for, a day at most', async () => {
  const left = async (ttlMs: number | undefined) => {
    const made = keeping({ ...long, ...(ttlMs !== undefined && { ttlMs }) });
    return Math.round((Date.parse((await kept(made)).expires_at) - Date.now()) / 60_000);
  };
  expect([await left(undefined), await left(600_000), await left(1e12)]).toEqual([60, 10, 1440]);
  const gone = keeping({ ...long, ttlMs: 0 });
  await expect(gone.request('resources/read', { uri: (await kept(gone)).uri })).rejects.toThrow(/not_found/);
});

test('what no store holds is refused before it is cut into pages', async () => {
  const made = keeping({ ...long, content: new Uint8Array(17 * 1_048_576) });
  expect(await made.call('get_thing')).toMatchObject({
    isError: true,
    _meta: { 'patchbay/error': { code: 'too_large' } },
  });
});

test('a server that does not declare results offers none', async () => {
  const made = keeping(long, { results: false });
  expect(await made.call('get_thing')).toMatchObject({ _meta: { 'patchbay/error': { code: 'internal' } } });
  expect(await made.request('resources/templates/list')).toMatchObject({ resourceTemplates: [] });
  expect(await keeping(long).request('resources/templates/list')).toMatchObject({
    resourceTemplates: [{ uriTemplate: 'rig://result/{id}' }, { uriTemplate: 'rig://result/{id}/{page}' }],
  });
});

test('a store that the ports bring takes the place of memory', async () => {
  const names: string[] = [];
  const results: ResultStore = {
    keep: ({ name }) => {
      names.push(name);
    },
    page: () => undefined,
  };
  await kept(keeping(long, {}, { results, ports: {}, health: async () => [], close: async () => {} }));
  expect(names).toEqual(['lines.txt']);
});
