import { expect, test } from 'vitest';
import type { ResourceDefinition } from '../define/resource.ts';
import type { ServerDeps } from '../define/server.ts';
import { validationError } from '../errors.ts';
import { plainTool, rig } from '../rig.fixture.ts';

const shelf = (name: string, items: readonly string[]): ResourceDefinition<ServerDeps> => ({
  name,
  title: 'Box',
  description: 'One box.',
  mimeType: 'text/plain',
  uri: `rig://${name}/{id}`,
  tool: 'get_thing',
  cache: { ttlMs: 500, scope: 'public' },
  listed: [{ uri: `rig://${name}/fixed`, name: `${name}_fixed` }],
  list({ caller }, cursor = '0') {
    const start = Number(cursor);
    if (Number.isNaN(start)) throw validationError('The cursor is none of ours.', { hint: 'Begin again.' });
    const [item] = items.slice(start);
    const listed =
      item === undefined ? [] : [{ uri: `rig://${name}/${item}`, name: `${item}_of_${caller.id}` }];
    return { items: listed, ...(start + 1 < items.length && { next_cursor: String(start + 1) }) };
  },
  read: ({ id }) => String(id),
});

const resources = [shelf('red', ['a', 'b']), shelf('blue', []), shelf('green', ['c'])];

async function pages(options: Parameters<ReturnType<typeof rig>['request']>[2] = {}) {
  const { request } = rig({ resources, tools: [plainTool] });
  const seen: unknown[] = [];
  let cursor: unknown;
  do {
    const page = await request('resources/list', cursor === undefined ? {} : { cursor }, options);
    seen.push(page);
    cursor = page['nextCursor'];
  } while (cursor !== undefined);
  return seen;
}

test('what everybody sees comes first, then page by page what the caller sees', async () => {
  expect(await pages({ caller: { id: 'ada' } })).toMatchObject([
    { resources: [{ uri: 'rig://red/fixed' }, { uri: 'rig://blue/fixed' }, { uri: 'rig://green/fixed' }] },
    { resources: [{ uri: 'rig://red/a', name: 'a_of_ada', title: 'Box', mimeType: 'text/plain' }] },
    { resources: [{ uri: 'rig://red/b' }] },
    { resources: [] },
    { resources: [{ uri: 'rig://green/c' }] },
  ]);
});

test('no cache shares what a function listed for one caller', async () => {
  const [fixed, own] = await pages();
  expect(fixed).toMatchObject({ cacheScope: 'public' });
  expect(own).toMatchObject({ cacheScope: 'private', ttlMs: 500 });
  const [, legacy] = await pages({ client: { era: 'legacy' } });
  expect(legacy).not.toHaveProperty('cacheScope');
});

test.each([
  7,
  null,
  '',
  'x',
  Buffer.from('["red"] ').toString('base64url'),
  Buffer.from('["purple"]').toString('base64url'),
  Buffer.from('["red","x"]').toString('base64url'),
  'a'.repeat(10_000),
])('the cursor %j is none of ours', async (cursor) => {
  const { request } = rig({ resources });
  await expect(request('resources/list', { cursor })).rejects.toMatchObject({ kind: 'invalid_params' });
});

test('lists without pages refuse every cursor', async () => {
  const { request } = rig();
  await expect(request('tools/list', { cursor: 'x' })).rejects.toMatchObject({ kind: 'invalid_params' });
  expect(await request('resources/list')).not.toHaveProperty('nextCursor');
});

test('a list that a function makes is made for those who may read', async () => {
  const cursor = Buffer.from('["red"]').toString('base64url');
  const { request } = rig({ resources });
  const refused = request('resources/list', { cursor }, { caller: { scopes: new Set<string>() } });
  await expect(refused).rejects.toThrow(/permission_denied/);
});

test('a hidden resource lists nothing, and its cursor is as wrong as any', async () => {
  const options = { selection: { toolsets: [] } };
  expect(await pages(options)).toMatchObject([{ resources: [] }]);
  const cursor = Buffer.from('["red"]').toString('base64url');
  await expect(rig({ resources }).request('resources/list', { cursor }, options)).rejects.toMatchObject({
    kind: 'invalid_params',
  });
});
