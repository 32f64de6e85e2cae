import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('tries before it writes, and asks in between', async () => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('import_review', { object_type: 'companies' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['batch_upsert_records', 'undo_change'],
    unknown: [],
  });
  expect(text).toContain('dry_run true');
  expect(text).toContain('After my yes');
});

test('refuses what is not imported', async () => {
  await using mcp = await connectCrm();
  await expect(mcp.prompt('import_review', { object_type: 'orders' })).rejects.toThrow('object_type');
});
