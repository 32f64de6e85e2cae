import { expect, test } from 'vitest';
import type { KeptResult } from '../../define/results.ts';
import { createMemoryResults } from './memory-store.ts';

const result = (id: string, { tenant = 'a', bytes = 10, lifetime = 60_000 } = {}): KeptResult => ({
  id,
  owner: { tenant, caller: 'ada', view: 'v' },
  tool: 'get_thing',
  name: id,
  mimeType: 'text/plain',
  pages: [id],
  bytes,
  expiresAt: Date.now() + lifetime,
});
const bounds = { results: 5, bytes: 100, tenantResults: 3, tenantBytes: 50 };

async function store(results: readonly KeptResult[]) {
  const made = createMemoryResults(bounds);
  for (const each of results) await made.keep(each);
  return { made, has: (id: string) => made.page(id, 1) !== undefined };
}

test('a page is given back with what it belongs to', async () => {
  const { made } = await store([{ ...result('x'), pages: ['one', 'two'] }]);
  expect(made.page('x', 2)).toMatchObject({
    content: 'two',
    pages: 2,
    owner: { tenant: 'a', caller: 'ada', view: 'v' },
    tool: 'get_thing',
  });
  expect(made.page('x', 3)).toBeUndefined();
  expect(made.page('x', 0)).toBeUndefined();
  expect(made.page('y', 1)).toBeUndefined();
});

test('a tenant with too many loses the one read longest ago, and no other tenant does', async () => {
  const { made, has } = await store([
    result('other', { tenant: 'b' }),
    result('1'),
    result('2'),
    result('3'),
  ]);
  expect(has('1')).toBe(true);
  await made.keep(result('4'));
  expect(['other', '1', '2', '3', '4'].map(has)).toEqual([true, true, false, true, true]);
});

test('a tenant with too many bytes loses as many as it takes', async () => {
  const { made, has } = await store([result('1', { bytes: 20 }), result('2', { bytes: 20 })]);
  await made.keep(result('3', { bytes: 45 }));
  expect(['1', '2', '3'].map(has)).toEqual([false, false, true]);
});

test('all tenants together are bounded too', async () => {
  const { has } = await store(['a', 'b', 'c', 'd'].map((tenant) => result(tenant, { tenant, bytes: 30 })));
  expect(['a', 'b', 'c', 'd'].map(has)).toEqual([false, true, true, true]);
});

test('what is larger than the room of a tenant is refused and drops nothing', async () => {
  const { made, has } = await store([result('1')]);
  expect(() => made.keep(result('2', { bytes: 51 }))).toThrow(/larger than/);
  expect(has('1')).toBe(true);
});

test('what is past its time is gone, and its room is free', async () => {
  const { made, has } = await store([result('1', { lifetime: -1, bytes: 50 })]);
  expect(has('1')).toBe(false);
  await made.keep(result('2', { bytes: 50 }));
  expect(has('2')).toBe(true);
});
