import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

const items = [
  { product_id: 'product-1', quantity: 1 },
  { product_id: 'product-24', quantity: 2 },
];

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test('reserves every line for a customer and prices the whole', async () => {
    const placed = await mcp.call('create_order', { customer_id: 'company-1', items, notes: 'Ring twice.' });
    expect(placed.isError, placed.text).toBe(false);
    expect(placed.structuredContent).toMatchObject({
      order: {
        order_id: expect.stringMatching(/^ord_/),
        customer_id: 'company-1',
        status: 'confirmed',
        subtotal_minor: 48_900 + 2 * 11_900,
        currency: 'USD',
        lines: [
          { product_id: 'product-1', quantity: 1 },
          { product_id: 'product-24', line_total_minor: 23_800 },
        ],
      },
      reservations: [
        { product_id: 'product-1', quantity: 1 },
        { product_id: 'product-24', quantity: 2 },
      ],
      change_id: expect.stringMatching(/^chg_/),
    });
    expect(placed.text).toContain(
      'Reserved:\nproduct_id: product-1; quantity: 1; sku: FUR-1001; available: ',
    );
    expect(placed.text).toContain('<untrusted-data source="notes"');
  });

  test('lists every line that the stock cannot fill, and orders nothing', async () => {
    const wanted = [
      { product_id: 'product-1', quantity: 100_000 },
      { product_id: 'product-2', quantity: 1 },
      { product_id: 'product-24', quantity: 100_000 },
    ];
    const before = await mcp.call('query_products', { fields: ['product_id', 'available'], limit: 100 });
    const short = await mcp.call('create_order', { customer_id: 'company-1', items: wanted });
    expect(short).toMatchObject({
      code: 'conflict',
      error: {
        details: {
          shortages: [
            { product_id: 'product-1', requested: 100_000 },
            { product_id: 'product-24', requested: 100_000 },
          ],
        },
      },
    });
    expect(short.text).toContain('product-1 (');
    expect(short.text).toContain('product-24 (');
    const after = await mcp.call('query_products', { fields: ['product_id', 'available'], limit: 100 });
    expect(after.structuredContent).toEqual(before.structuredContent);
  });

  test('companies, contacts and leads are customers', async () => {
    for (const customer_id of ['company-2', 'contact-1', '3']) {
      const placed = await mcp.call('create_order', { customer_id, items: [items[1]] });
      expect(placed.structuredContent).toMatchObject({
        order: { customer_id, customer_name: expect.stringMatching(/\S/) },
      });
    }
  });

  test('the same key orders once', async () => {
    const order = { customer_id: 'company-1', items, idempotency_key: 'order-7' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => mcp.call('create_order', order)));
    const ids = answers.map(({ structuredContent }) =>
      Reflect.get(Object(structuredContent?.['order']), 'order_id'),
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^ord_/);
  });

  test('a preview shows the price and takes nothing', async () => {
    const preview = await mcp.call('create_order', { customer_id: 'company-1', items, dry_run: true });
    expect(preview.structuredContent).toMatchObject({ order: { subtotal_minor: 72_700 } });
    expect(preview.structuredContent?.['order']).not.toHaveProperty('order_id');
    expect(preview.structuredContent).not.toHaveProperty('change_id');
    const left = (answer: typeof preview) =>
      Reflect.get(Object(Object(answer.structuredContent?.['reservations'])[0]), 'available');
    const placed = await mcp.call('create_order', { customer_id: 'company-1', items });
    expect(left(placed)).toBe(left(preview));
  });
});

describe('refuses', () => {
  test('a customer that does not exist, or not for this caller', async () => {
    await using mcp = await connectCrm({ role: 'rep' });
    const mine = await mcp.call('search_leads', { limit: 100, fields: ['lead_id'] });
    const own: unknown = mine.structuredContent?.['items'];
    const ids = Array.isArray(own) ? own.map((lead) => Number(Reflect.get(lead, 'lead_id'))) : [];
    const foreign = [1, 2, 3, 4, 5, 6].find((id) => !ids.includes(id));
    for (const customer_id of ['company-0', `${foreign}`]) {
      const refused = await mcp.call('create_order', { customer_id, items });
      expect(refused).toMatchObject({ code: 'not_found' });
      expect(refused.text).toContain(`There is no customer "${customer_id}"`);
    }
  });

  test('products that do not exist, all of them by name', async () => {
    await using mcp = await connectCrm();
    const wanted = ['nope-1', 'product-1', 'nope-2'].map((product_id) => ({ product_id, quantity: 1 }));
    const refused = await mcp.call('create_order', { customer_id: 'company-1', items: wanted });
    expect(refused).toMatchObject({
      code: 'not_found',
      error: { details: { product_ids: ['nope-1', 'nope-2'] } },
    });
  });

  test('products of several currencies in one order', async () => {
    await using mcp = await connectCrm();
    const added = await mcp.call('add_product', {
      sku: 'E-1',
      name: 'Euro thing',
      category: 'imports',
      price: 5,
      currency: 'EUR',
      stock: 5,
    });
    const product_id = Reflect.get(Object(added.structuredContent?.['product']), 'product_id');
    const mixed = [...items, { product_id, quantity: 1 }];
    const refused = await mcp.call('create_order', { customer_id: 'company-1', items: mixed });
    expect(refused).toMatchObject({ code: 'validation_error' });
    expect(refused.text).toContain('EUR, USD');
  });

  test('no lines, and no right to order', async () => {
    await using mcp = await connectCrm({ role: 'support' });
    expect(await mcp.call('create_order', { customer_id: 'company-1', items: [] })).toMatchObject({
      code: 'validation_error',
    });
    expect(await mcp.call('create_order', { customer_id: 'company-1', items })).toMatchObject({
      code: 'permission_denied',
    });
  });
});
