import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

const lamp = { sku: 'LGT-9001', name: 'Reading lamp', category: 'lighting', price: 39.5, stock: 20 };

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test('adds a product that can be found and ordered at once', async () => {
    const added = await mcp.call('add_product', { ...lamp, description: 'Warm light.' });
    expect(added.structuredContent).toMatchObject({
      product: { sku: 'LGT-9001', price_minor: 3950, currency: 'USD', stock: 20, available: 20, version: 1 },
      change_id: expect.stringMatching(/^chg_/),
    });
    const found = await mcp.call('query_products', { query: 'reading lamp' });
    expect(found.structuredContent).toMatchObject({ items: [{ sku: 'LGT-9001' }] });
    const product_id = Reflect.get(Object(added.structuredContent?.['product']), 'product_id');
    const order = { customer_id: 'company-1', items: [{ product_id, quantity: 20 }] };
    expect((await mcp.call('create_order', order)).isError).toBe(false);
  });

  test('a sku that exists is a conflict that names its product', async () => {
    const refused = await mcp.call('add_product', { ...lamp, sku: 'LGT-1024' });
    expect(refused).toMatchObject({ code: 'conflict', error: { details: { product_id: 'product-24' } } });
  });

  test('twins with the same sku make one product', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => mcp.call('add_product', { ...lamp, sku: 'LGT-9002' })),
    );
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(1);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'conflict']));
  });
});

test('a price must fit its currency, and the usual currency is configured', async () => {
  await using mcp = await connectCrm({ environment: { CRM_DEFAULT_CURRENCY: 'JPY' } });
  const fraction = await mcp.call('add_product', lamp);
  expect(fraction).toMatchObject({ code: 'validation_error' });
  expect(fraction.text).toContain('decimals');
  const unknown = await mcp.call('add_product', { ...lamp, currency: 'XQQ' });
  expect(unknown.text).toContain('ISO 4217');
  const added = await mcp.call('add_product', { ...lamp, price: 4000 });
  expect(added.structuredContent).toMatchObject({ product: { price_minor: 4000, currency: 'JPY' } });
});

test('a preview adds nothing', async () => {
  await using mcp = await connectCrm();
  const preview = await mcp.call('add_product', { ...lamp, dry_run: true });
  expect(preview.structuredContent).toMatchObject({ product: { sku: 'LGT-9001' } });
  const found = await mcp.call('query_products', { query: 'reading lamp' });
  expect(found.structuredContent).toMatchObject({ items: [] });
});
