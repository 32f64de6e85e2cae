import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('reads the lead and who else is at its company, by tools that exist', async () => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('call_prep', { lead_id: '3' });
  expect(await toolsNamed(mcp, text)).toEqual({ known: ['get_lead_details', 'search_leads'], unknown: [] });
  expect(text).toContain('lead 3');
});

test('refuses what is no lead', async () => {
  await using mcp = await connectCrm();
  await expect(mcp.prompt('call_prep', { lead_id: 'Ada' })).rejects.toThrow('lead_id');
});
