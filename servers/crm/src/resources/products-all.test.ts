import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { connectRest, startRestBackend } from '../testing/rest-backend.ts';

test('holds the whole catalogue by sku, without what the role does not see', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  const reading: unknown = JSON.parse(await mcp.read('db://products/all'));
  expect(reading).toMatchObject({ has_more: false, total_count: 60 });
  const items: unknown = Reflect.get(Object(reading), 'items');
  const skus = Array.isArray(items) ? items.map((item) => String(Reflect.get(item, 'sku'))) : [];
  expect(skus).toHaveLength(60);
  expect(skus).toEqual(skus.toSorted());
  expect(JSON.stringify(reading)).not.toContain('cost');
});

test('a catalogue that is longer goes on in the tool', async () => {
  await using mcp = await connectCrm();
  const { kernel, scope } = mcp;
  await kernel.write(scope, async ({ tables, insertMany }) => {
    const at = kernel.timestamp();
    const rows = Array.from({ length: 450 }, (_none, index) => ({
      product_id: `more-${index}`,
      sku: `ZZZ-${1000 + index}`,
      name: 'More',
      category: 'more',
      price_minor: 100,
      currency: 'USD',
      created_at: at,
      updated_at: at,
    }));
    await insertMany(tables.products, rows);
    return {};
  });
  const pages = (await mcp.readPages('db://products/all')).map((page): unknown => JSON.parse(page));
  const items = pages.flatMap((page): unknown => Reflect.get(Object(page), 'items'));
  expect(items).toHaveLength(500);
  const cursor = Reflect.get(Object(pages.at(-1)), 'next_cursor');
  const rest = await mcp.call('query_products', { cursor, limit: 100 });
  expect(rest.structuredContent).toMatchObject({ has_more: false, items: { length: 10 } });
});

test('a backend without products says so', async () => {
  await using backend = await startRestBackend();
  await using mcp = await connectRest(backend);
  await expect(mcp.read('db://products/all')).rejects.toThrow('no catalog');
});
