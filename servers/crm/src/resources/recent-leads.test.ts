import { expect, test } from 'vitest';
import { valuesOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';

test('holds the leads changed last, as the search lists them', async () => {
  await using mcp = await connectCrm();
  const page = JSON.parse(await mcp.read('crm://leads/recent'));
  const searched = await mcp.call('search_leads', { sort: 'updated_at', limit: 20 });
  expect(page.items).toEqual(searched.structuredContent?.['items']);
  expect(page).toMatchObject({ has_more: true, total_count: 200 });
});

test('holds a rep’s own leads only', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  const page = JSON.parse(await mcp.read('crm://leads/recent'));
  const own = await mcp.call('search_leads', { sort: 'updated_at', limit: 20 });
  expect(page.items.map(({ lead_id }: { lead_id: number }) => lead_id)).toEqual(valuesOf(own, 'lead_id'));
  expect(page.total_count).toBeLessThan(200);
});
