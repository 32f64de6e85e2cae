import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

eachEngine((engine) => {
  test('takes back what was added', async () => {
    await using mcp = await connectPlaceholder({ engine });
    const { structuredContent } = await mcp.call('add_placeholder_entry', { title: 'Milk', text: 'x' });
    const undone = await mcp.call('undo_placeholder_change', { change_id: structuredContent?.['change_id'] });
    expect(undone.structuredContent).toMatchObject({ undone: true, reverted: 1 });
    expect((await mcp.call('list_placeholder_entries')).structuredContent).toMatchObject({ items: [] });
  });
});

test('an unknown change tells the model where ids come from', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('undo_placeholder_change', { change_id: 'chg_none' });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('Use the change_id that a write returned.');
});
