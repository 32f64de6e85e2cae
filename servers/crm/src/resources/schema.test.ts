import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

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
