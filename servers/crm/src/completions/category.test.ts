import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { connectRest, startRestBackend } from '../testing/rest-backend.ts';

const template = { type: 'ref/resource', uri: 'db://products/category/{category}' } as const;

test('suggests the categories that begin with what was typed, whatever its case', async () => {
  await using mcp = await connectCrm({ role: 'support' });
  expect(await mcp.complete(template, 'category', 'MEET')).toEqual(['meeting rooms']);
  expect(await mcp.complete(template, 'category', 's')).toEqual(['safety', 'stationery']);
  expect(await mcp.complete(template, 'category', 'xyzzy')).toEqual([]);
});

test('suggests nothing on a backend without products', async () => {
  await using backend = await startRestBackend();
  await using mcp = await connectRest(backend);
  expect(await mcp.complete(template, 'category', '')).toEqual([]);
});
