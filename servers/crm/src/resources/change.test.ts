import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('the difference shows a role only what it sees', async () => {
  await using mcp = await connectCrm();
  const { structuredContent } = await mcp.call('batch_upsert_records', {
    object_type: 'contacts',
    records: [{ contact_id: 'contact-1', notes: 'a secret', email: 'new.address@firma.example' }],
  });
  const uri = `crm://changes/${String(structuredContent?.['change_id'])}`;
  const whole: unknown = JSON.parse(await mcp.read(uri));
  expect(whole).toMatchObject({
    tool: 'batch_upsert_records',
    records: [
      {
        id: 'contact-1',
        action: 'updated',
        fields: { notes: { after: expect.stringContaining('a secret') } },
      },
    ],
  });
  const viewer = await mcp.as('viewer');
  const text = await viewer.read(uri);
  expect(text).not.toContain('secret');
  expect(text).not.toContain('new.address');
  expect(text).toContain('n***@firma.example');
});
