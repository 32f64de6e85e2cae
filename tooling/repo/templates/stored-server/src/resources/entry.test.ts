import { expect, test } from 'vitest';
import { connectPlaceholder } from '../testing/connect-placeholder.ts';

test('gives one entry, and what was done to it', async () => {
  await using mcp = await connectPlaceholder();
  expect(JSON.parse(await mcp.read('placeholder://entry/entry-1'))).toMatchObject({ title: 'First' });
  expect(await mcp.read('placeholder://changes/chg_demo')).toContain('Made up, and changed since.');
});
