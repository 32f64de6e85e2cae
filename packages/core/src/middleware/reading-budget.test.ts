import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ResourceDefinition } from '../define/resource.ts';
import type { ServerDeps } from '../define/server.ts';
import { estimateTokens } from '../engine/tokens.ts';
import { rig } from '../rig.fixture.ts';

const budget = 500;
const contentsOf = z.object({
  contents: z.array(z.object({ uri: z.string(), mimeType: z.string(), text: z.string() })),
});

function reading(value: Awaited<ReturnType<ResourceDefinition<ServerDeps>['read']>>, results = true) {
  const resource: ResourceDefinition<ServerDeps> = {
    name: 'one',
    title: 'One',
    description: 'One.',
    mimeType: 'application/json',
    uri: 'rig://one',
    tool: 'get_thing',
    cache: { ttlMs: 86_400_000, scope: 'public' },
    read: () => value,
  };
  const { request } = rig({ results, resources: [resource] }, { responseTokens: budget });
  const read = async (uri: string) => {
    const result = await request('resources/read', { uri });
    return { result, contents: contentsOf.parse(result).contents };
  };
  return {
    read,
    async all() {
      const pages: string[] = [];
      for (let uri: string | undefined = 'rig://one'; uri !== undefined; ) {
        const [page, note]: readonly { uri: string; text: string }[] = (await read(uri)).contents;
        pages.push(page?.text ?? '');
        uri = note?.uri;
      }
      return pages;
    },
  };
}

const items = Array.from({ length: 200 }, (_, id) => ({ id, label: `Label of number ${id}` }));

test('what fits is read as it is', async () => {
  const { result, contents } = await reading({ items: [] }).read('rig://one');
  expect(contents).toEqual([{ uri: 'rig://one', mimeType: 'application/json', text: '{"items":[]}' }]);
  expect(result).toMatchObject({ cacheScope: 'public', ttlMs: 86_400_000 });
});

test('a page of ours is cut at whole items, each part with the rest of the page, and its cursor on the last', async () => {
  const parts = (await reading({ title: 'All', items, has_more: true, next_cursor: 'n' }).all()).map((part) =>
    JSON.parse(part),
  );
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.flatMap((part) => part.items)).toEqual(items);
  expect(parts.every((part) => part.title === 'All' && part.has_more === true)).toBe(true);
  expect(parts.map((part) => part.next_cursor)).toEqual([...parts.slice(1).map(() => undefined), 'n']);
});

test('a list is cut at whole items, a text at whole lines', async () => {
  expect((await reading(items).all()).flatMap((part) => JSON.parse(part))).toEqual(items);
  const text = items.map(({ label }) => `${label}\n`).join('');
  const pages = await reading({ mimeType: 'text/plain', content: text }).all();
  expect(pages.join('')).toBe(text);
  for (const page of pages) expect(estimateTokens(page)).toBeLessThanOrEqual(budget);
});

test('JSON without a list to cut is cut at lines, and is then a text', async () => {
  const { contents } = await reading({
    note: Object.fromEntries(items.map(({ id, label }) => [id, label])),
  }).read('rig://one');
  expect(contents[0]).toMatchObject({ mimeType: 'text/plain' });
});

test("a reading that names what is kept for one caller is that caller's alone", async () => {
  expect((await reading(items).read('rig://one')).result).toMatchObject({
    cacheScope: 'private',
    ttlMs: 60_000,
  });
});

test('without kept results the tool beside the resource gives the rest', async () => {
  const { contents } = await reading({ items, has_more: false }, false).read('rig://one');
  expect(JSON.parse(contents[0]?.text ?? '')).toMatchObject({ has_more: true });
  expect(contents[1]?.text).toMatch(/Page 1 of \d+, .* get_thing gives the rest/);
});

test('a reading says its own kind, and where it goes on', async () => {
  const next = { uri: 'rig://one/2', note: 'More at rig://one/2' };
  const { contents } = await reading({ mimeType: 'text/csv', content: 'a,b', next }).read('rig://one');
  expect(contents).toEqual([
    { uri: 'rig://one', mimeType: 'text/csv', text: 'a,b' },
    { uri: 'rig://one/2', mimeType: 'text/plain', text: 'More at rig://one/2' },
  ]);
  const own = await reading({ mimeType: 'text/csv', content: 'a,b', extra: 1 }).read('rig://one');
  expect(own.contents[0]?.text).toContain('"extra":1');
});

test('bytes are given a part at a time, pictures whole', async () => {
  const large = Buffer.alloc(1_500_000, 7);
  const resource = (mimeType: string): ResourceDefinition<ServerDeps> => ({
    name: 'one',
    title: 'One',
    description: 'One.',
    mimeType,
    uri: 'rig://one',
    tool: 'get_thing',
    cache: { ttlMs: 1, scope: 'private' },
    read: () => large,
  });
  const read = (mimeType: string) =>
    rig({ results: true, resources: [resource(mimeType)] }).request('resources/read', { uri: 'rig://one' });
  const { contents } = await read('application/pdf');
  expect(contents).toMatchObject([
    { blob: large.subarray(0, 1_048_576).toString('base64') },
    { mimeType: 'text/plain' },
  ]);
});

test('a deadline of its own holds for a resource', async () => {
  const slow: ResourceDefinition<ServerDeps> = {
    name: 'slow',
    title: 'Slow',
    description: 'Slow.',
    uri: 'rig://slow',
    tool: 'get_thing',
    timeoutMs: 30,
    cache: { ttlMs: 1, scope: 'private' },
    read: () => new Promise<string>(() => {}),
  };
  const read = rig({ resources: [slow] }).request('resources/read', { uri: 'rig://slow' });
  await expect(read).rejects.toThrow(/did not finish within 30 ms/);
});
