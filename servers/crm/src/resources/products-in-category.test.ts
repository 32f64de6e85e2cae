import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

const template = { type: 'ref/resource', uri: 'db://products/category/{category}' } as const;

test('holds the products of a category, as query_products finds them', async () => {
  await using mcp = await connectCrm();
  const reading: unknown = JSON.parse(await mcp.read('db://products/category/meeting%20rooms'));
  const fields = ['product_id', 'sku', 'name', 'category', 'price_minor', 'currency', 'available'];
  const answer = await mcp.call('query_products', { category: 'meeting rooms', limit: 100, fields });
  const { applied_filters, ...found } = answer.structuredContent ?? {};
  expect(applied_filters).toHaveLength(1);
  expect(reading).toEqual(found);
  expect(answer.structuredContent?.['total_count']).toBeGreaterThan(3);
});

test('a category that does not exist cannot be read', async () => {
  await using mcp = await connectCrm();
  await expect(mcp.read('db://products/category/toys')).rejects.toThrow('There is no category "toys"');
});

test('every suggested category can be read', async () => {
  await using mcp = await connectCrm();
  const all = await mcp.complete(template, 'category', '');
  expect(all).toEqual(all.toSorted());
  expect(all.length).toBeGreaterThan(5);
  for (const category of all) {
    const reading: unknown = JSON.parse(
      await mcp.read(`db://products/category/${encodeURIComponent(category)}`),
    );
    expect(Reflect.get(Object(reading), 'total_count'), category).toBeGreaterThan(0);
  }
});
