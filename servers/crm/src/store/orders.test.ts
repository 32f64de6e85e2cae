import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';
import { patiently } from '../testing/patiently.ts';

const customer_id = 'company-1';

/** Each step of an order that writes, and the change log that belongs to all of them. */
const steps = [
  ['products', 'UPDATE'],
  ['orders', 'INSERT'],
  ['order_lines', 'INSERT'],
  ['stock_moves', 'INSERT'],
  ['patchbay_outbox', 'INSERT'],
  ['patchbay_changes', 'INSERT'],
  ['patchbay_change_rows', 'INSERT'],
  ['patchbay_idempotency', 'UPDATE'],
] as const;

/** Makes one step of every transaction fail inside the database; the function it returns ends that. */
async function breakStep({ kernel }: CrmClient, table: string, verb: string): Promise<() => Promise<void>> {
  const { store } = kernel;
  const isSqlite = store.dialect === 'sqlite';
  const run = (...statements: readonly string[]) =>
    store.internal.transaction({ mode: 'write' }, async (connection) => {
      for (const statement of statements) await connection.query(statement);
    });
  if (isSqlite) {
    await run(`CREATE TRIGGER broken BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, 'injected'); END`);
    return () => run('DROP TRIGGER broken');
  }
  await run(
    `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''injected''; END'`,
    `CREATE TRIGGER broken BEFORE ${verb} ON ${table} FOR EACH ROW EXECUTE FUNCTION broken()`,
  );
  return () => run(`DROP TRIGGER broken ON ${table}`, 'DROP FUNCTION broken()');
}

const touched = [
  ...['products', 'orders', 'order_lines', 'stock_moves', 'patchbay_changes', 'patchbay_change_rows'].map(
    (table) => `SELECT * FROM ${table}`,
  ),
  'SELECT idempotency_key, result FROM patchbay_idempotency',
  // the worker delivers earlier messages meanwhile
  'SELECT id FROM patchbay_outbox',
];

/** Everything that an order touches, as it is stored. */
function stateOf({ kernel }: CrmClient): Promise<readonly unknown[]> {
  return kernel.store.internal.transaction({ mode: 'read' }, async (connection) => {
    const state: unknown[] = [];
    for (const query of touched) {
      const rows = await connection.query(query);
      state.push([query, rows.map((row) => JSON.stringify(row)).toSorted()]);
    }
    return state;
  });
}

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
    await kernel.write(scope, {}, async ({ tables, insert }) => {
      const at = kernel.timestamp();
      const names = { name: 'Northwind Labs', name_norm: 'northwind labs' };
      await insert(tables.companies, { ...names, company_id: customer_id, created_at: at, updated_at: at });
      return {};
    });
  });
  afterAll(() => mcp[Symbol.asyncDispose]());

  test.each(steps)(
    'a failure at %s leaves nothing behind, and the repeated call orders once',
    async (table, verb) => {
      const ids = [await addLast(mcp, 5, `${table}-1`), await addLast(mcp, 5, `${table}-2`)];
      const items = ids.map((product_id) => ({ product_id, quantity: 2 }));
      const order = { customer_id, items, idempotency_key: table };
      const before = await stateOf(mcp);
      const mend = await breakStep(mcp, table, verb);
      const failed = await mcp.call('create_order', order);
      expect(failed).toMatchObject({ isError: true, code: 'internal' });
      expect(failed.text).not.toContain('injected');
      expect(await stateOf(mcp)).toEqual(before);
      await mend();
      expect((await mcp.call('create_order', order)).isError).toBe(false);
      expect((await mcp.call('create_order', order)).structuredContent).toMatchObject({
        idempotent_replay: true,
      });
      for (const product_id of ids) expect(await stockOf(mcp, product_id)).toEqual({ stock: 5, reserved: 2 });
    },
  );

  test('of two hundred orders at the same time for the last seven pieces, seven are placed', async () => {
    const product_id = await addLast(mcp, 7, 'SEVEN');
    const order = { customer_id, items: [{ product_id, quantity: 1 }] };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => patiently(mcp, 'create_order', order)),
    );
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
        patiently(mcp, 'create_order', { customer_id, items: index % 2 === 0 ? lines : lines.toReversed() }),
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
