import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

const entry = { title: 'Milk', text: 'Two bottles.' };

eachEngine((engine) => {
  test('keeps an entry once, however often it is called with one key', async () => {
    await using mcp = await connectPlaceholder({ engine });
    const call = { ...entry, idempotency_key: 'milk' };
    const first = await mcp.call('add_placeholder_entry', call);
    expect(first.structuredContent).toMatchObject({ entry: { ...entry, author: 'local' } });
    const again = await mcp.call('add_placeholder_entry', call);
    expect(again.structuredContent).toEqual({ ...first.structuredContent, idempotent_replay: true });
    const { structuredContent } = await mcp.call('list_placeholder_entries');
    expect(structuredContent).toMatchObject({ items: [entry], has_more: false });
  });
});

test('a reader keeps nothing, which the text says', async () => {
  await using mcp = await connectPlaceholder({ role: 'reader' });
  const answer = await mcp.call('add_placeholder_entry', entry);
  expect(answer).toMatchObject({ isError: true, code: 'permission_denied' });
  expect(answer.text).toContain('The role reader cannot create entries.');
});
