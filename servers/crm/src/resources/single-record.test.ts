import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

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
