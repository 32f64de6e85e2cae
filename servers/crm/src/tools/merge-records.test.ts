import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { snapshotOf } from '../testing/snapshot.ts';
import { writtenIds } from '../testing/written.ts';

eachEngine((engine) => {
  test('a merge moves every child row, deletes the losers, keeps the number of children, and one undo takes it back', async () => {
    await using mcp = await connectCrm({ engine });
    const children = async (ids: readonly string[]) =>
      mcp.kernel.read(mcp.scope, async (db) => {
        const { contacts, deals, orders, activity_links } = db.tables;
        const of = (id: string | null) => id !== null && ids.includes(id);
        return {
          contacts: (await db.select().from(contacts)).filter(({ company_id }) => of(company_id)).length,
          deals: (await db.select().from(deals)).filter(({ company_id }) => of(company_id)).length,
          orders: (await db.select().from(orders)).filter(({ customer_id }) => of(customer_id)).length,
          links: (await db.select().from(activity_links)).filter(
            ({ object, record_id }) => object === 'companies' && of(record_id),
          ).length,
        };
      });
    const losers = ['company-2', 'company-3'];
    for (const id of ['company-1', ...losers]) {
      const links = [{ object_type: 'companies', id }];
      await mcp.call('log_activity', { kind: 'note', subject: `About ${id}`, links });
    }
    const before = await snapshotOf(mcp);
    const all = await children(['company-1', ...losers]);
    const merge = { object_type: 'companies', survivor_id: 'company-1', loser_ids: losers };
    const preview = await mcp.call('merge_records', merge);
    expect(preview.structuredContent).toMatchObject({ dry_run: true });
    expect(preview.structuredContent).not.toHaveProperty('change_id');
    expect(await snapshotOf(mcp)).toEqual(before);
    const merged = await mcp.call('merge_records', { ...merge, dry_run: false });
    expect(merged.isError, merged.text).toBe(false);
    expect(merged.structuredContent?.['moved']).toEqual(preview.structuredContent?.['moved']);
    expect(merged.structuredContent?.['conflicts']).toEqual(preview.structuredContent?.['conflicts']);
    expect(merged.text).toContain('name: kept from company-1, different in company-2, company-3');
    expect(await children(['company-1'])).toEqual(all);
    expect(await children(losers)).toEqual({ contacts: 0, deals: 0, orders: 0, links: 0 });
    const gone = await mcp.call('search_crm_records', { object_type: 'companies', ids: losers });
    expect(gone).toMatchObject({ code: 'not_found' });
    const change_id = merged.structuredContent?.['change_id'];
    expect(await mcp.call('undo_change', { change_id })).toMatchObject({
      structuredContent: { undone: true },
    });
    expect(await snapshotOf(mcp)).toEqual(before);
  });

  test('leads keep their history and the latest contact', async () => {
    await using mcp = await connectCrm({ engine });
    const rows = () =>
      mcp.kernel.read(mcp.scope, async (db) => ({
        moves: (await db.select().from(db.tables.stage_history)).filter(({ object }) => object === 'leads'),
        keys: (await db.select().from(db.tables.duplicate_keys)).filter(({ object }) => object === 'leads'),
        leads: await db.select().from(db.tables.leads),
      }));
    const before = await rows();
    const merged = await mcp.call('merge_records', {
      object_type: 'leads',
      survivor_id: '1',
      loser_ids: ['2', '3'],
      field_choices: { email: '2' },
      dry_run: false,
    });
    expect(merged.isError, merged.text).toBe(false);
    const after = await rows();
    const ofAll = before.moves.filter(({ record_id }) => ['1', '2', '3'].includes(record_id));
    expect(after.moves.filter(({ record_id }) => record_id === '1')).toHaveLength(ofAll.length);
    expect(after.keys.some(({ record_id }) => record_id === '2' || record_id === '3')).toBe(false);
    const [first, second] = [1, 2].map((id) => before.leads.find(({ lead_id }) => lead_id === id));
    const survivor = after.leads.find(({ lead_id }) => lead_id === 1);
    expect(survivor).toMatchObject({
      email: second?.email,
      email_norm: second?.email_norm,
      status: first?.status,
    });
    expect(after.leads).toHaveLength(before.leads.length - 2);
  });

  test('the survivor may take over what only one record can have', async () => {
    await using mcp = await connectCrm({ engine });
    const written = await mcp.call('batch_upsert_records', {
      object_type: 'companies',
      records: [{ name: 'Twin' }, { name: 'Twin', external_id: 'crm-7', domain: 'twin.example' }],
    });
    const ids = writtenIds(written);
    const [survivor_id = '', loser = ''] = ids;
    const merged = await mcp.call('merge_records', {
      object_type: 'companies',
      survivor_id,
      loser_ids: [loser],
      dry_run: false,
    });
    expect(merged.structuredContent).toMatchObject({
      survivor: { external_id: 'crm-7', domain: 'twin.example' },
      conflicts: [],
    });
  });
});

test('a role that may not delete cannot merge', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  const args = { object_type: 'leads', survivor_id: '1', loser_ids: ['2'] };
  expect(await mcp.call('merge_records', args)).toMatchObject({ code: 'permission_denied' });
});

test.each([
  [{ loser_ids: ['company-1'] }, 'survivor is among them'],
  [{ loser_ids: ['company-2'], field_choices: { name: 'company-3' } }, 'names no record of this merge'],
  [{ loser_ids: ['company-2'], field_choices: { nam: 'company-2' } }, 'Did you mean "name"?'],
])('a merge with %j is refused', async (args, told) => {
  await using mcp = await connectCrm();
  const answer = await mcp.call('merge_records', {
    object_type: 'companies',
    survivor_id: 'company-1',
    ...args,
  });
  expect(answer.code).toBe('validation_error');
  expect(answer.text).toContain(told);
});

test('a record that does not exist cannot be merged', async () => {
  await using mcp = await connectCrm();
  const args = { object_type: 'companies', survivor_id: 'company-1', loser_ids: ['company-nowhere'] };
  expect(await mcp.call('merge_records', args)).toMatchObject({ code: 'not_found' });
});
