import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('looks at each cluster, previews, and merges only after a yes', async () => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('dedupe_session', { object_type: 'contacts' });
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['find_duplicates', 'search_crm_records', 'merge_records', 'undo_change'],
    unknown: [],
  });
  expect(text).toContain('Only after my yes for this cluster');
});
