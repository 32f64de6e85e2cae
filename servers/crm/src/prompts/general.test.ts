import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test.each([
  ['pipeline_review', { period: '2026-Q3' }, 'period "2026-Q3"'],
  ['pipeline_review', {}, 'period "this_quarter"'],
  ['import_review', { object_type: 'companies' }, 'domain where the kind has it'],
  ['dedupe_session', { object_type: 'contacts' }, 'object_type "contacts"'],
])('%s with %j names only tools that exist', async (name, args, told) => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt(name, args);
  const tools = new Set((await mcp.listTools()).map((tool) => tool.name));
  const named = text.match(/\b(?:get|find|merge|search|batch|undo|log)_[a-z_]+\b/g) ?? [];
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((each) => !tools.has(each))).toEqual([]);
  expect(text).toContain(told);
});
