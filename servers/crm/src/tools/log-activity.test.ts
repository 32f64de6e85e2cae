import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm, testNow } from '../testing/connect-crm.ts';

eachEngine((engine) => {
  test('logs a call on a lead and a deal, dated now, and the lead remembers it', async () => {
    await using mcp = await connectCrm({ engine });
    const lead = () => mcp.kernel.read(mcp.scope, (db) => db.get(db.tables.leads, 2));
    const before = await lead();
    const links = [
      { object_type: 'leads', id: '2' },
      { object_type: 'deals', id: 'deal-1' },
      { object_type: 'leads', id: '2' },
    ];
    const answer = await mcp.call('log_activity', {
      kind: 'call',
      subject: 'Asked',
      body: 'Wants\na quote',
      links,
    });
    expect(answer.structuredContent).toMatchObject({
      activity: {
        kind: 'call',
        occurred_at: testNow.toISOString(),
        owner_id: 'user-1',
        links: [links[1], links[0]],
      },
    });
    const after = await lead();
    expect(after).toMatchObject({ last_activity_at: testNow.toISOString(), version: before?.version });
    const timeline = await mcp.deps.records?.timeline('deals', 'deal-1', { limit: 5 }, mcp.scope);
    expect(timeline?.items[0]).toMatchObject({ subject: 'Asked', body: 'Wants\na quote' });
    const change_id = answer.structuredContent?.['change_id'];
    await mcp.call('undo_change', { change_id });
    expect(await lead()).toEqual({ ...before, version: Number(before?.version) + 1 });
  });

  test('a task is not yet done and needs a date', async () => {
    await using mcp = await connectCrm({ engine });
    const task = { kind: 'task', subject: 'Call back', links: [{ object_type: 'leads', id: '2' }] };
    expect(await mcp.call('log_activity', task)).toMatchObject({ code: 'validation_error' });
    const planned = await mcp.call('log_activity', { ...task, due_at: '2026-07-20T09:00:00+02:00' });
    expect(planned.structuredContent).toMatchObject({
      activity: { due_at: '2026-07-20T07:00:00.000Z', occurred_at: null },
    });
  });
});

test('nothing is logged on records that the caller does not see', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  const all = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.deals));
  const foreign = all.find(({ owner_id }) => owner_id !== 'user-5')?.deal_id;
  for (const id of [foreign, 'deal-nowhere']) {
    const answer = await mcp.call('log_activity', {
      kind: 'note',
      subject: 'x',
      links: [{ object_type: 'deals', id }],
    });
    expect(answer.code).toBe('not_found');
    expect(answer.text).toContain('No record of deals has');
  }
  const viewer = await mcp.as('viewer');
  const links = [{ object_type: 'companies', id: 'company-1' }];
  expect(await viewer.call('log_activity', { kind: 'note', subject: 'x', links })).toMatchObject({
    code: 'permission_denied',
  });
});

test('a link that the role does not see is left out where activities are shown', async () => {
  await using mcp = await connectCrm();
  const { deals, leads } = await mcp.kernel.read(mcp.scope, async (db) => ({
    deals: await db.select().from(db.tables.deals),
    leads: await db.select().from(db.tables.leads),
  }));
  const foreign = deals.find(({ owner_id }) => owner_id !== 'user-5')?.deal_id;
  const own = String(leads.find(({ owner_id }) => owner_id === 'user-5')?.lead_id);
  const links = [
    { object_type: 'deals', id: foreign },
    { object_type: 'leads', id: own },
  ];
  const { structuredContent } = await mcp.call('log_activity', { kind: 'note', subject: 'Both', links });
  const { activity_id } = Object(structuredContent?.['activity']);
  await mcp.call('batch_upsert_records', {
    object_type: 'activities',
    records: [{ activity_id, owner_id: 'user-5' }],
  });
  const rep = await mcp.as('rep');
  const seen = await rep.call('search_crm_records', {
    object_type: 'activities',
    ids: [activity_id],
    fields: ['links'],
  });
  expect(seen.structuredContent).toMatchObject({ items: [{ links: [{ object_type: 'leads', id: own }] }] });
  expect(seen.text).not.toContain(foreign);
});
