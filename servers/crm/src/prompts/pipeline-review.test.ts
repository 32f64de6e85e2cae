import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test.each([
  [{ period: '2026-Q3' }, 'period "2026-Q3"'],
  [{}, 'period "this_quarter"'],
])('with %j reads the report by stage and by owner, and changes nothing', async (args, told) => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('pipeline_review', args);
  expect(await toolsNamed(mcp, text)).toEqual({
    known: ['get_pipeline_report', 'search_crm_records'],
    unknown: [],
  });
  expect(text).toContain(told);
  expect(text).toContain('Change nothing.');
});
