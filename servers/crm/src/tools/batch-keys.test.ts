import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { rowsOf } from '../testing/written.ts';

eachEngine((engine) => {
  test('a sku is met in any case', async () => {
    await using mcp = await connectCrm({ engine });
    const records = [{ sku: 'Äb-1', name: 'Desk', category: 'Desks', price: 9, currency: 'EUR' }];
    await mcp.call('batch_upsert_records', { object_type: 'products', records });
    const again = await mcp.call('batch_upsert_records', {
      object_type: 'products',
      match_on: 'sku',
      records: [{ sku: 'äB-1', name: 'Table' }],
    });
    expect(again.structuredContent, again.text).toMatchObject({ created: 0, updated: 1 });
  });

  test('a deal that counts as closed now for want of a day says so', async () => {
    await using mcp = await connectCrm({ engine });
    const answer = await mcp.call('batch_upsert_records', {
      object_type: 'deals',
      records: [
        { name: 'Undated', stage: 'Won' },
        { name: 'To come', stage: 'Lost', close_date: '2099-01-01' },
        { name: 'Over', stage: 'Won', close_date: '2020-01-01' },
        { name: 'Open', stage: 'Proposal' },
      ],
    });
    const told = rowsOf(answer).map(({ message }) => String(message ?? '').slice(0, 20));
    expect(told).toEqual(['counts as closed now', 'counts as closed now', '', '']);
  });
});
