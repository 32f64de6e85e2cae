import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { snapshotOf } from '../testing/snapshot.ts';

const write = { object_type: 'companies', records: [{ company_id: 'company-1', category: 'Circus' }] };

eachEngine((engine) => {
  test('an undoing can be undone', async () => {
    await using mcp = await connectCrm({ engine });
    const before = await snapshotOf(mcp);
    const { structuredContent: written } = await mcp.call('batch_upsert_records', write);
    const after = await snapshotOf(mcp);
    const preview = await mcp.call('undo_change', { change_id: written?.['change_id'], dry_run: true });
    expect(preview.structuredContent).toEqual({
      undone: false,
      reverted: expect.any(Number),
      conflicts: [],
      dry_run: true,
    });
    expect(await snapshotOf(mcp)).toEqual(after);
    const undone = await mcp.call('undo_change', { change_id: written?.['change_id'] });
    expect(await snapshotOf(mcp)).toEqual(before);
    await mcp.call('undo_change', { change_id: undone.structuredContent?.['change_id'] });
    expect(await snapshotOf(mcp)).toEqual(after);
  });

  test('what was changed since is not lost: the undo is refused and names the later change', async () => {
    await using mcp = await connectCrm({ engine });
    const first = await mcp.call('batch_upsert_records', write);
    const records = [{ company_id: 'company-1', category: 'Zoo' }];
    const second = await mcp.call('batch_upsert_records', { ...write, records });
    const change_id = first.structuredContent?.['change_id'];
    const refused = await mcp.call('undo_change', { change_id });
    expect(refused.code).toBe('conflict');
    const preview = await mcp.call('undo_change', { change_id, dry_run: true });
    expect(preview.text).toContain(String(second.structuredContent?.['change_id']));
  });
});

test('who may not make a change may not take it back, and who does not see it does not find it', async () => {
  await using mcp = await connectCrm();
  const company = await mcp.call('batch_upsert_records', write);
  const deal = await mcp.call('batch_upsert_records', {
    object_type: 'deals',
    records: [{ deal_id: 'deal-1', name: 'Renamed', owner_id: 'user-1' }],
  });
  const viewer = await mcp.as('viewer');
  const rep = await mcp.as('rep');
  const [ofCompany, ofDeal] = [company, deal].map(
    ({ structuredContent }) => structuredContent?.['change_id'],
  );
  expect(await viewer.call('undo_change', { change_id: ofCompany })).toMatchObject({
    code: 'permission_denied',
  });
  expect(await rep.call('undo_change', { change_id: ofDeal })).toMatchObject({ code: 'not_found' });
  expect(await rep.call('undo_change', { change_id: 'chg_nowhere' })).toMatchObject({ code: 'not_found' });
});
