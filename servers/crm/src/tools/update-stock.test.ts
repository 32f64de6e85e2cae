import { eq } from '@patchbay/storage';
import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

function productOf({ kernel, scope }: CrmClient, product_id: string) {
  return kernel.read(scope, (db) => db.get(db.tables.products, product_id));
}

function movesOf({ kernel, scope }: CrmClient, product_id: string) {
  return kernel.read(scope, (db) =>
    db
      .select()
      .from(db.tables.stock_moves)
      .where(eq(db.tables.stock_moves.product_id, product_id))
      .orderBy(db.tables.stock_moves.delta),
  );
}

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test('sets a stock or adjusts it, and keeps why', async () => {
    const product_id = 'product-1';
    const before = await productOf(mcp, product_id);
    const stock = before?.stock ?? 0;
    const delivered = await mcp.call('update_stock', { product_id, delta: 5, reason: 'Delivery' });
    expect(delivered.structuredContent).toMatchObject({
      previous_stock: stock,
      product: { product_id, stock: stock + 5, version: 2 },
      change_id: expect.stringMatching(/^chg_/),
    });
    expect(delivered.text).toContain(`previous_stock: ${stock}`);
    await mcp.call('update_stock', { product_id, new_stock: stock + 1, reason: 'Counted' });
    expect(await movesOf(mcp, product_id)).toMatchObject([
      { delta: -4, reason: 'Counted' },
      { delta: 5, reason: 'Delivery' },
    ]);
    expect(await productOf(mcp, product_id)).toMatchObject({ stock: stock + 1, version: 3 });
  });

  test('never falls below what orders reserve', async () => {
    const product_id = 'product-2';
    const { stock = 0, reserved = 0 } = (await productOf(mcp, product_id)) ?? {};
    expect(reserved).toBeGreaterThan(0);
    for (const args of [{ new_stock: reserved - 1 }, { delta: reserved - 1 - stock }]) {
      const refused = await mcp.call('update_stock', { product_id, reason: 'Loss', ...args });
      expect(refused).toMatchObject({ code: 'conflict', error: { details: { stock, reserved } } });
      expect(refused.text).toContain(`At most ${stock - reserved}`);
    }
    const least = await mcp.call('update_stock', { product_id, new_stock: reserved, reason: 'Loss' });
    expect(least.structuredContent).toMatchObject({ product: { available: 0 } });
  });

  test('fifty adjustments at the same time all count', async () => {
    const product_id = 'product-3';
    const { stock = 0 } = (await productOf(mcp, product_id)) ?? {};
    const change = { product_id, delta: 1, reason: 'Delivery' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => mcp.call('update_stock', change)));
    expect(answers.filter(({ isError }) => isError)).toEqual([]);
    expect(await productOf(mcp, product_id)).toMatchObject({ stock: stock + 50 });
  });

  test('a stock that is right already, a preview and an old version change nothing', async () => {
    const product_id = 'product-4';
    const before = await productOf(mcp, product_id);
    const same = await mcp.call('update_stock', { product_id, new_stock: before?.stock, reason: 'Counted' });
    expect(same.structuredContent).not.toHaveProperty('change_id');
    const preview = await mcp.call('update_stock', {
      product_id,
      delta: 1,
      reason: 'Delivery',
      dry_run: true,
    });
    expect(preview.structuredContent).toMatchObject({ product: { stock: (before?.stock ?? 0) + 1 } });
    const late = await mcp.call('update_stock', {
      product_id,
      delta: 1,
      reason: 'Delivery',
      expected_version: 7,
    });
    expect(late).toMatchObject({ code: 'conflict' });
    expect(await productOf(mcp, product_id)).toEqual(before);
    expect(await movesOf(mcp, product_id)).toEqual([]);
  });
});

const product_id = 'product-1';

test('needs exactly one of new_stock and delta, and a product that exists', async () => {
  await using mcp = await connectCrm();
  for (const args of [{}, { new_stock: 1, delta: 1 }]) {
    const refused = await mcp.call('update_stock', { product_id, reason: 'Counted', ...args });
    expect(refused).toMatchObject({ code: 'validation_error' });
    expect(refused.text).toContain('new_stock');
  }
  const unknown = await mcp.call('update_stock', { product_id: 'product-x', delta: 1, reason: 'Counted' });
  expect(unknown).toMatchObject({ code: 'not_found' });
  expect(unknown.text).toContain('query_products');
});

test('is not for a rep', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  const refused = await mcp.call('update_stock', { product_id, delta: 1, reason: 'Delivery' });
  expect(refused).toMatchObject({ code: 'permission_denied' });
});
