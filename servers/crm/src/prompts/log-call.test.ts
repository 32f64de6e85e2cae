import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('writes by tools that exist, after asking', async () => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('log_call', { lead_id: '3' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['get_lead_details', 'log_activity', 'update_lead_status'],
    unknown: [],
  });
  expect(text).toContain('When I agree');
});

test('refuses what is no lead', async () => {
  await using mcp = await connectCrm();
  await expect(mcp.prompt('log_call', { lead_id: '0' })).rejects.toThrow('lead_id');
});

test('takes the status after the call, which it completes', async () => {
  await using mcp = await connectCrm();
  expect(await mcp.prompt('log_call', { lead_id: '3', status: 'qualified' })).toContain(
    'It is qualified now.',
  );
  const ref = { type: 'ref/prompt', name: 'log_call' } as const;
  expect(await mcp.complete(ref, 'status', 'N')).toEqual(['new', 'negotiation']);
});
