import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('the pipelines are the stages in order', async () => {
  await using mcp = await connectCrm();
  const { items } = JSON.parse(await mcp.read('crm://pipelines'));
  expect(items).toHaveLength(7);
  expect(items[0]).toEqual({
    stage_id: 'stage-nurture',
    pipeline_id: 'pipeline-sales',
    stage: 'Nurture',
    position: 1,
    probability: 5,
    kind: 'open',
  });
});

test('a schema lists what the role sees, and how', async () => {
  await using mcp = await connectCrm();
  const { fields } = JSON.parse(await mcp.read('crm://schema/deals'));
  expect(fields).toContainEqual({
    field: 'amount_minor',
    type: 'integer',
    mode: 'full',
    operators: expect.arrayContaining(['gt', 'lte']),
    sortable: true,
    writable: true,
  });
  const viewer = await mcp.as('viewer');
  const seen: { field: string }[] = JSON.parse(await viewer.read('crm://schema/deals')).fields;
  expect(seen).toContainEqual(
    expect.objectContaining({ field: 'amount_minor', mode: 'masked', operators: [] }),
  );
  expect(seen.map(({ field }) => field)).not.toContain('notes');
  const support = await mcp.as('support');
  await expect(support.read('crm://schema/deals')).rejects.toThrow('does not see deals');
});

test('a record is what the search finds, with every field', async () => {
  await using mcp = await connectCrm();
  const deal = JSON.parse(await mcp.read('crm://deals/deal-1'));
  expect(deal).toMatchObject({ deal_id: 'deal-1', url: 'crm://deals/deal-1', stage: expect.any(String) });
  const order = JSON.parse(await mcp.read('crm://orders/order-1'));
  expect(order.lines.length).toBeGreaterThan(0);
  await expect(mcp.read('crm://deals/deal-nowhere')).rejects.toThrow('No record of deals');
  await expect(mcp.read('crm://deal/deal-1')).rejects.toThrow('Did you mean "deals"?');
});

test('a record outside the role is as one that does not exist', async () => {
  await using mcp = await connectCrm();
  const deals = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.deals));
  const foreign = deals.find(({ owner_id }) => owner_id !== 'user-5')?.deal_id ?? '';
  const rep = await mcp.as('rep');
  await expect(rep.read(`crm://deals/${foreign}`)).rejects.toThrow('No record of deals has this id.');
});

test('a report is the object of its tool', async () => {
  await using mcp = await connectCrm();
  const { structuredContent } = await mcp.call('get_pipeline_report', { period: '2026-Q3' });
  expect(JSON.parse(await mcp.read('crm://report/pipeline/2026-Q3'))).toEqual(structuredContent);
  const template = { type: 'ref/resource', uri: 'crm://report/pipeline/{period}' } as const;
  expect(await mcp.complete(template, 'period', '2026-q')).toEqual([
    '2026-Q1',
    '2026-Q2',
    '2026-Q3',
    '2026-Q4',
  ]);
});
