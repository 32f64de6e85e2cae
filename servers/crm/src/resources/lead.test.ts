import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('holds what get_lead_details gives', async () => {
  await using mcp = await connectCrm();
  const details = await mcp.call('get_lead_details', { lead_id: 1 });
  expect(JSON.parse(await mcp.read('crm://lead/1'))).toEqual(details.structuredContent);
});

test('masks what the role does not see', async () => {
  await using mcp = await connectCrm({ role: 'viewer' });
  const text = await mcp.read('crm://lead/1');
  expect(JSON.parse(text).lead.email).toMatch(/^.\*\*\*@/);
  expect(text).not.toContain('notes');
});

test('says that a lead is missing, also one of somebody else', async () => {
  await using mcp = await connectCrm({ role: 'rep', caller: { id: 'nobody' } });
  for (const id of ['1', '999999', 'x']) await expect(mcp.read(`crm://lead/${id}`)).rejects.toThrow(/lead/);
});

test('completes ids by digits and by names', async () => {
  await using mcp = await connectCrm({ demo: false });
  await mcp.call('create_lead', { name: 'Ada Lovelace' });
  await mcp.call('create_lead', { name: 'Grace Hopper' });
  const ref = { type: 'ref/resource', uri: 'crm://lead/{lead_id}' } as const;
  expect(await mcp.complete(ref, 'lead_id', '')).toEqual(['1', '2']);
  expect(await mcp.complete(ref, 'lead_id', '2')).toEqual(['2']);
  expect(await mcp.complete(ref, 'lead_id', 'love')).toEqual(['1']);
  const rep = await mcp.as('rep');
  expect(await rep.complete(ref, 'lead_id', 'love')).toEqual([]);
});
