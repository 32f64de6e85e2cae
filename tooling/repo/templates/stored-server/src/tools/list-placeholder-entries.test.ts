import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

test('lists the newest first, and the rest by its cursor', async () => {
  await using mcp = await connectPlaceholder();
  const { structuredContent: first } = await mcp.call('list_placeholder_entries', { limit: 1 });
  expect(first).toMatchObject({ items: [{ title: 'First' }], has_more: true });
  const { structuredContent: rest } = await mcp.call('list_placeholder_entries', {
    limit: 1,
    cursor: first?.['next_cursor'],
  });
  expect(rest).toMatchObject({ items: [{ title: 'Second' }], has_more: false });
});

test('a reader does not learn who wrote what', async () => {
  await using mcp = await connectPlaceholder({ role: 'reader' });
  const { text } = await mcp.call('list_placeholder_entries');
  expect(text).toContain('First');
  expect(text).not.toContain('author');
});

test('a cursor that was not given tells the model how to begin', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('list_placeholder_entries', { cursor: 'made-up' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
});
