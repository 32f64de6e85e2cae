import { expect, test } from 'vitest';
import { recordOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';

test('tells what happened to a lead, newest first', async () => {
  let at = new Date('2026-07-15T12:00:00Z');
  await using mcp = await connectCrm({ demo: false, now: () => at });
  const lead_id = recordOf(await mcp.call('create_lead', { name: 'Ada Lovelace' }), 'lead')['lead_id'];
  at = new Date('2026-07-16T12:00:00Z');
  await mcp.call('update_lead_status', { lead_id, status: 'contacted', note: 'Called her.' });
  const text = await mcp.read(`crm://lead/${lead_id}/timeline`);
  expect(text).toContain('Called her.');
  expect(text.indexOf('2026-07-16')).toBeLessThan(text.indexOf('2026-07-15'));
});

test('hides the timeline of a lead that the caller does not see', async () => {
  await using mcp = await connectCrm({ role: 'rep', caller: { id: 'nobody' } });
  await expect(mcp.read('crm://lead/1/timeline')).rejects.toThrow(/lead/i);
});
