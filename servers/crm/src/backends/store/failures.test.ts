import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { recordOf } from '../../testing/answers.ts';
import { type CrmClient, connectCrm } from '../../testing/connect-crm.ts';
import { injectWriteFaults } from '../../testing/fail-nth-write.ts';
import { writtenIds } from '../../testing/written.ts';

type Args = Record<string, unknown>;

/** What the writes of this suite are about; each test begins with it. */
async function workspace({ call, kernel, scope }: CrmClient) {
  await kernel.write(scope, async ({ tables, insert }) => {
    const stage = { stage: 'open', position: 1, probability: 20, kind: 'open' };
    await insert(tables.stages, { ...stage, stage_id: 'stage-1', pipeline_id: 'pipeline-1' });
    return {};
  });
  const upsert = async (object_type: string, records: readonly Args[]) =>
    writtenIds(await call('batch_upsert_records', { object_type, records }));
  const [kept = '', lost = ''] = await upsert('companies', [
    { name: 'Northwind Labs', domain: 'northwind.example' },
    { name: 'Northwind Laboratories', domain: 'northwind-labs.example' },
  ]);
  await upsert('contacts', [{ name: 'Bo Lund', email: 'bo@northwind.example', company_id: lost }]);
  await call('log_activity', {
    kind: 'note',
    subject: 'Met',
    links: [{ object_type: 'companies', id: lost }],
  });
  const lead = { name: 'Grace Hopper', company_name: 'Compilers Ltd', email: 'grace@compilers.example' };
  const { lead_id } = recordOf(await call('create_lead', lead), 'lead');
  const lamp = { name: 'Lamp', category: 'light', price: 10, stock: 9 };
  const product = async (sku: string) =>
    recordOf(await call('add_product', { ...lamp, sku }), 'product')['product_id'];
  const products = [await product('LAMP-1'), await product('LAMP-2')];
  const items = products.map((product_id) => ({ product_id, quantity: 2 }));
  const placed = await call('create_order', { customer_id: kept, items });
  const change_id = placed.structuredContent?.['change_id'];
  return { kept, lost, lead_id: Number(lead_id), product_id: products[0], items, change_id };
}

type Workspace = Awaited<ReturnType<typeof workspace>>;

/** A call of every tool that writes, with how many rows it writes at the least. */
const writes: readonly (readonly [tool: string, rows: number, args: (about: Workspace) => Args])[] = [
  ['create_lead', 4, () => ({ name: 'Ada Lovelace', email: 'ada@engines.example' })],
  ['update_lead_status', 5, ({ lead_id }) => ({ lead_id, status: 'contacted', note: 'Reached her.' })],
  ['convert_lead', 8, ({ lead_id }) => ({ lead_id, deal: { name: 'First order', amount_minor: 900 } })],
  [
    'log_activity',
    5,
    ({ lead_id, kept }) => ({
      kind: 'call',
      subject: 'Asked for a quote',
      links: [
        { object_type: 'leads', id: String(lead_id) },
        { object_type: 'companies', id: kept },
      ],
    }),
  ],
  [
    'batch_upsert_records',
    6,
    ({ kept }) => ({
      object_type: 'companies',
      records: [
        { company_id: kept, city: 'Oslo' },
        { name: 'Nordlicht GmbH', domain: 'nordlicht.example' },
      ],
    }),
  ],
  [
    'merge_records',
    6,
    ({ kept, lost }) => ({
      object_type: 'companies',
      survivor_id: kept,
      loser_ids: [lost],
      dry_run: false,
    }),
  ],
  ['add_product', 3, () => ({ sku: 'LAMP-3', name: 'Lamp', category: 'light', price: 12, stock: 4 })],
  ['update_stock', 4, ({ product_id }) => ({ product_id, delta: 3, reason: 'Delivery' })],
  ['create_order', 9, ({ kept, items }) => ({ customer_id: kept, items })],
  ['undo_change', 7, ({ change_id }) => ({ change_id })],
];

eachEngine((engine) => {
  test.each(writes)('%s leaves nothing behind, whichever row fails', async (tool, least, args) => {
    await using mcp = await connectCrm({ engine, demo: false });
    const call = { ...args(await workspace(mcp)), idempotency_key: 'once' };
    const faults = await injectWriteFaults(mcp);
    const before = await faults.state();
    let rows = 0;
    for (; ; rows += 1) {
      await faults.failAfter(rows);
      const answer = await mcp.call(tool, call);
      if (!answer.isError) break;
      expect(answer.code, `${rows}: ${answer.text}`).toBe('internal');
      expect(answer.text).not.toContain('injected');
      expect(await faults.state()).toEqual(before);
    }
    expect(rows).toBeGreaterThanOrEqual(least);
    expect(await faults.state()).not.toEqual(before);
    await faults.failAfter(1_000_000);
    expect((await mcp.call(tool, call)).structuredContent).toMatchObject({ idempotent_replay: true });
  });
});
