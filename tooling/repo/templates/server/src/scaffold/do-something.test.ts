import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

test('answers with the text in capitals', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('do_something', { text: 'hello' });
  expect(answer.structuredContent).toEqual({ text: 'HELLO' });
});

test('a blank text tells the model to call again', async () => {
  await using mcp = await connectPlaceholder();
  const answer = await mcp.call('do_something', { text: ' ' });
  expect(answer).toMatchObject({ isError: true, code: 'validation_error' });
  expect(answer.text).toContain('Call it again');
});
