import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { besideStores, eachEngine, type TestEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { valuesOf } from '../../testing/answers.ts';
import { type CrmClient, connectCrm } from '../../testing/connect-crm.ts';
import { snapshotOf } from '../../testing/snapshot.ts';
import { writtenIds } from '../../testing/written.ts';

const tenants = ['default', 'other'];
const formerFile = async (name: string) =>
  gunzipSync(await readFile(new URL(`../../testing/former/${name}.gz`, import.meta.url)));

/** A client on a store of two tenants that the first released version has written, and `more` of its time. */
async function connectFormer(engine: TestEngine, more = ''): Promise<(tenant: string) => Promise<CrmClient>> {
  const place = await engine.database();
  const { url } = place;
  if (url === undefined) {
    await writeFile(place.file, await formerFile('crm.db'));
    const file = new DatabaseSync(place.file);
    file.exec(more);
    file.close();
  } else {
    const dump = (await formerFile('crm.sql')).toString();
    await besideStores(url, (run) => run(`${dump}; SET search_path TO public; ${more}`));
  }
  return (tenant) => connectCrm({ engine: { place: async () => place }, demo: false, caller: { tenant } });
}

eachEngine((engine) => {
  test('a store of the first version keeps all its rows, each with its tenant', async () => {
    const connect = await connectFormer(engine);
    for (const tenant of tenants) {
      await using mcp = await connect(tenant);
      const rows = Object.entries(await snapshotOf(mcp)).map(([table, { length }]) => [table, length]);
      expect(Object.fromEntries(rows)).toEqual({
        users: 1,
        leads: 1,
        companies: 2,
        contacts: 2,
        stages: 1,
        deals: 1,
        stage_history: 3,
        activities: 1,
        activity_links: 1,
        products: 1,
        orders: 1,
        order_lines: 1,
        stock_moves: 3,
      });
    }
  });

  test('its answers by key are given again, and its changes can be undone', async () => {
    const connect = await connectFormer(engine);
    await using mcp = await connect('default');
    const lead = { name: 'Grace Hopper', company_name: 'Compilers Ltd', email: 'grace@compilers.example' };
    const again = await mcp.call('create_lead', { ...lead, idempotency_key: 'grace' });
    expect(again.structuredContent).toMatchObject({ idempotent_replay: true, lead: { lead_id: 1 } });
    const product = async () => JSON.parse((await snapshotOf(mcp))['products']?.[0] ?? '{}');
    const { product_id } = await product();
    const counted = await mcp.call('update_stock', {
      product_id,
      delta: 4,
      reason: 'Count',
      idempotency_key: 'count',
    });
    expect(counted.structuredContent).toMatchObject({ idempotent_replay: true, product: { stock: 13 } });
    const undone = await mcp.call('undo_change', { change_id: counted.structuredContent?.['change_id'] });
    expect(undone.isError, undone.text).toBe(false);
    expect(await product()).toMatchObject({ stock: 9 });
  });

  test('its records are found by their words, those that were there and those that change', async () => {
    const connect = await connectFormer(engine);
    await using mcp = await connect('other');
    const namesOf = async (query: string) =>
      valuesOf(await mcp.call('search_crm_records', { object_type: 'companies', query }), 'name');
    expect(await namesOf('northwind')).toEqual(['Northwind Labs']);
    const [company_id] = writtenIds(
      await mcp.call('batch_upsert_records', {
        object_type: 'companies',
        records: [{ name: 'Nordlicht GmbH', domain: 'licht.example' }],
      }),
    );
    expect(await namesOf('nordlicht')).toEqual(['Nordlicht GmbH']);
    await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      records: [{ company_id, name: 'Polarlicht GmbH' }],
    });
    expect(await namesOf('polarlicht')).toEqual(['Polarlicht GmbH']);
    expect(await namesOf('nordlicht')).toEqual([]);
  });

  test('its records are found in scripts that it did not find', async () => {
    const at = '2026-07-15T12:00:00.000Z';
    const named = ['Завод Сергея', 'ガス工業', 'Müller'].map(
      (name, index) => `('k${index}', 'other', '${name}', '${name}', '${at}', '${at}')`,
    );
    const more = `INSERT INTO companies (company_id, tenant, name, name_norm, created_at, updated_at) VALUES ${named.join(', ')}`;
    const connect = await connectFormer(engine, more);
    await using mcp = await connect('other');
    const found = async (args: object) =>
      valuesOf(await mcp.call('search_crm_records', { object_type: 'companies', ...args }), 'name');
    expect(await found({ query: 'сергея' })).toEqual(['Завод Сергея']);
    expect(await found({ query: '工業' })).toEqual(['ガス工業']);
    expect(await found({ query: 'mueller' })).toEqual(['Müller']);
    expect(await found({ filters: [{ field: 'name', op: 'contains', value: 'ЗАВОД' }] })).toEqual([
      'Завод Сергея',
    ]);
  });

  test('its records are compared by the rules of now', async () => {
    const at = '2026-07-15T12:00:00.000Z';
    const named = ['Halvorsen Marine AS', 'Halvorsen Marine'].map(
      (name, index) => `('k${index}', 'other', '${name}', '${name}', 'halvorsen.example', '${at}', '${at}')`,
    );
    const more = `INSERT INTO companies (company_id, tenant, name, name_norm, domain, created_at, updated_at) VALUES ${named.join(', ')}`;
    const connect = await connectFormer(engine, more);
    await using mcp = await connect('other');
    const found = await mcp.call('find_duplicates', { object_type: 'companies' });
    expect(found.structuredContent).toMatchObject({ items: [{ ids: expect.arrayContaining(['k0', 'k1']) }] });
  });

  test('two tenants of it may have users, stages and products of one id', async () => {
    const connect = await connectFormer(engine);
    const at = '2026-07-15T12:00:00.000Z';
    for (const tenant of tenants) {
      await using mcp = await connect(tenant);
      await mcp.kernel.write(mcp.scope, async ({ tables, insert }) => {
        await insert(tables.users, {
          user_id: 'ann',
          name: `Ann of ${tenant}`,
          email: 'ann@crm.example',
          role: 'rep',
          created_at: at,
          updated_at: at,
        });
        await insert(tables.stages, {
          stage_id: 'won',
          pipeline_id: 'p',
          stage: 'won',
          position: 9,
          probability: 100,
          kind: 'won',
        });
        return {};
      });
      const user = await mcp.kernel.read(mcp.scope, (db) => db.get(db.tables.users, 'ann'));
      expect(user).toMatchObject({ name: `Ann of ${tenant}` });
    }
  });
});
