import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';

const customer_id = 'company-1';

async function stockOf({ kernel, scope }: CrmClient, product_id: string) {
  const row = await kernel.read(scope, (db) => db.get(db.tables.products, product_id));
  return { stock: row?.stock ?? 0, reserved: row?.reserved ?? 0 };
}

async function addLast({ call }: CrmClient, stock: number, sku: string): Promise<string> {
  const added = await call('add_product', { sku, name: 'Last pieces', category: 'rest', price: 10, stock });
  return String(Reflect.get(Object(added.structuredContent?.['product']), 'product_id'));
}

eachEngine((engine) => {
  let mcp: CrmClient;
  beforeAll(async () => {
    mcp = await connectCrm({ engine, demo: false, concurrency: 500 });
    const { kernel, scope } = mcp;
    await kernel.write(scope, async ({ tables, insert }) => {
      const at = kernel.timestamp();
      const names = { name: 'Northwind Labs', name_norm: 'northwind labs' };
      await insert(tables.companies, { ...names, company_id: customer_id, created_at: at, updated_at: at });
      return {};
    });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test('of two hundred orders at the same time for the last seven pieces, seven are placed', async () => {
    const product_id = await addLast(mcp, 7, 'SEVEN');
    const order = { customer_id, items: [{ product_id, quantity: 1 }] };
    const answers = await Promise.all(Array.from({ length: 200 }, () => mcp.call('create_order', order)));
    const codes = Map.groupBy(answers, ({ code }) => code);
    expect(codes.get(undefined)).toHaveLength(7);
    expect(codes.get('conflict')).toHaveLength(193);
    expect(await stockOf(mcp, product_id)).toEqual({ stock: 7, reserved: 7 });
    const { kernel, scope } = mcp;
    const lines = await kernel.read(scope, (db) => db.select().from(db.tables.order_lines));
    expect(lines.filter((line) => line.product_id === product_id)).toHaveLength(7);
  });

  test('orders that want the same products in another order do not block each other', async () => {
    const [one, two] = [await addLast(mcp, 20, 'CROSS-1'), await addLast(mcp, 20, 'CROSS-2')];
    const lines = [one, two].map((product_id) => ({ product_id, quantity: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_none, index) =>
        mcp.call('create_order', { customer_id, items: index % 2 === 0 ? lines : lines.toReversed() }),
      ),
    );
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(20);
    expect(answers.filter(({ isError, code }) => isError && code !== 'conflict')).toEqual([]);
    for (const product_id of [one, two]) {
      expect(await stockOf(mcp, product_id)).toEqual({ stock: 20, reserved: 20 });
    }
  });

  test('each order leaves one confirmation and its reservations with a reason', async () => {
    const product_id = await addLast(mcp, 5, 'ONE');
    const placed = await mcp.call('create_order', { customer_id, items: [{ product_id, quantity: 3 }] });
    const order_id = Reflect.get(Object(placed.structuredContent?.['order']), 'order_id');
    const { kernel, scope } = mcp;
    const moves = await kernel.read(scope, (db) => db.select().from(db.tables.stock_moves));
    expect(moves.filter(({ ref }) => ref === order_id)).toMatchObject([
      { product_id, delta: 0, reserved_delta: 3 },
    ]);
    const messages = await kernel.store.internal.transaction({ mode: 'read' }, (connection) =>
      connection.query('SELECT kind, dedup_id, payload FROM patchbay_outbox'),
    );
    expect(messages.filter(([, dedupId]) => dedupId === order_id)).toEqual([
      ['order_confirmation', order_id, JSON.stringify({ order_id, customer_id })],
    ]);
  });
});
