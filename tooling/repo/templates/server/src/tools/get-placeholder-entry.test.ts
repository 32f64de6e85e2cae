import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

test('returns the entry that the id names', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('get_placeholder_entry', { entry_id: 'first' });
  expect(answer.structuredContent).toEqual({ entry_id: 'first', text: 'Hello, world.' });
});

test('an unknown id tells the model what to try', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('get_placeholder_entry', { entry_id: 'nowhere' });
  expect(answer).toMatchObject({ isError: true, code: 'not_found' });
  expect(answer.text).toContain('`first`');
});
