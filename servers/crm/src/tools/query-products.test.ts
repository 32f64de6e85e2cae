import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

type Product = Readonly<Record<string, unknown>>;

async function found(mcp: CrmClient, args: Record<string, unknown>): Promise<readonly Product[]> {
  const answer = await mcp.call('query_products', { limit: 100, ...args });
  expect(answer.isError, answer.text).toBe(false);
  const items: unknown = answer.structuredContent?.['items'];
  return Array.isArray(items) ? items : [];
}

const namesOf = (products: readonly Product[]) => products.map(({ name }) => name);

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test('repeats by what it narrowed, a category as it is written', async () => {
    const args = { category: 'LIGHTING', in_stock: true, limit: 1 };
    const answer = await mcp.call('query_products', args);
    const applied_filters = ['category eq "lighting"', 'in_stock eq true'];
    expect(answer.structuredContent).toMatchObject({ applied_filters });
    expect(answer.text).toMatch(/^Where category eq "lighting" and in_stock eq true:\n/);
  });

  test('finds products by words, in the order of their numbers', async () => {
    const answer = await mcp.call('query_products', { query: 'desk lamp' });
    expect(answer.structuredContent).toMatchObject({
      items: [
        {
          product_id: 'product-24',
          sku: 'LGT-1024',
          name: 'Desk lamp with daylight sensor',
          price_minor: 11_900,
        },
      ],
      has_more: false,
      total_count: 1,
    });
    expect(answer.text).toContain('product_id: product-24; sku: LGT-1024;');
    expect(answer.text).toContain('Total 1.');
  });

  test('prices are bounds in whole units, both ends included', async () => {
    expect(namesOf(await found(mcp, { min_price: 44, max_price: 48 }))).toEqual([
      'Motion sensor for corridors',
      'Patch cable Cat 6A, 2 m, ten pieces, graphite',
      'Whiteboard marker set, forty pieces',
    ]);
    expect(namesOf(await found(mcp, { min_price: 45, max_price: 45 }))).toEqual([
      'Motion sensor for corridors',
    ]);
    expect(await found(mcp, { min_price: 45.01, max_price: 47.99 })).toEqual([]);
  });

  test('a bound means the whole units of each currency', async () => {
    const common = { category: 'imports', stock: 1 };
    await mcp.call('add_product', { ...common, sku: 'X-1', name: 'Yen', price: 40, currency: 'JPY' });
    await mcp.call('add_product', { ...common, sku: 'X-2', name: 'Dinar', price: 40.125, currency: 'KWD' });
    await mcp.call('add_product', { ...common, sku: 'X-3', name: 'Euro', price: 19.99, currency: 'EUR' });
    expect(namesOf(await found(mcp, { category: 'imports', min_price: 40 }))).toEqual(['Yen', 'Dinar']);
    expect(namesOf(await found(mcp, { category: 'imports', max_price: 40 }))).toEqual(['Yen', 'Euro']);
    expect(namesOf(await found(mcp, { category: 'imports', min_price: 19.99, max_price: 19.99 }))).toEqual([
      'Euro',
    ]);
  });

  test('what is in stock is what nobody has been promised', async () => {
    const fields = ['product_id', 'stock', 'reserved', 'available'];
    const [all, here, gone] = await Promise.all([
      found(mcp, { fields }),
      found(mcp, { fields, in_stock: true }),
      found(mcp, { fields, in_stock: false }),
    ]);
    expect(here.length + gone.length).toBe(all.length);
    expect(gone.length).toBeGreaterThan(0);
    expect(here.every(({ available }) => Number(available) > 0)).toBe(true);
    expect(gone.every(({ stock, reserved }) => Number(stock) <= Number(reserved))).toBe(true);
  });

  test('a category is found however it is written; one that does not exist is named with the nearest', async () => {
    const rooms = await found(mcp, { category: 'Meeting Rooms' });
    expect(rooms.length).toBeGreaterThan(3);
    const wrong = await mcp.call('query_products', { category: 'lightning' });
    expect(wrong.code).toBe('not_found');
    expect(wrong.text).toContain('Did you mean "lighting"?');
    expect(wrong.text).toContain('stationery');
  });

  test('pages are disjoint and complete', async () => {
    const all = namesOf(await found(mcp, { category: 'safety' }));
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const args = { category: 'safety', limit: 2, ...(cursor !== undefined && { cursor }) };
      const { structuredContent } = await mcp.call('query_products', args);
      const items: unknown = structuredContent?.['items'];
      seen.push(...namesOf(Array.isArray(items) ? items : []));
      expect(structuredContent?.['total_count']).toBe(all.length);
      cursor = structuredContent?.['next_cursor'];
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });
});

describe('for a role that does not see costs', () => {
  test('costs are no field; for an administrator they are', async () => {
    await using mcp = await connectCrm({ role: 'rep' });
    const refused = await mcp.call('query_products', { fields: ['sku', 'cost_minor'] });
    expect(refused).toMatchObject({ code: 'permission_denied' });
    expect((await found(mcp, {}))[0]).not.toHaveProperty('cost_minor');
    const admin = await mcp.as('admin');
    const answer = await admin.call('query_products', { fields: ['sku', 'cost_minor'], limit: 1 });
    expect(answer.structuredContent).toMatchObject({ items: [{ cost_minor: expect.any(Number) }] });
  });
});

test('refuses a range that is upside down, and a query without a word', async () => {
  await using mcp = await connectCrm();
  expect(await mcp.call('query_products', { min_price: 5, max_price: 4 })).toMatchObject({
    code: 'validation_error',
  });
  expect(await mcp.call('query_products', { query: '"*-' })).toMatchObject({ code: 'validation_error' });
});
