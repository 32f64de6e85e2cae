import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('a report is the object of its tool', async () => {
  await using mcp = await connectCrm();
  const { structuredContent } = await mcp.call('get_pipeline_report', { period: '2026-Q3' });
  expect(JSON.parse(await mcp.read('crm://report/pipeline/2026-Q3'))).toEqual(structuredContent);
  const template = { type: 'ref/resource', uri: 'crm://report/pipeline/{period}' } as const;
  expect(await mcp.complete(template, 'period', '2026-q')).toEqual([
    '2026-Q1',
    '2026-Q2',
    '2026-Q3',
    '2026-Q4',
  ]);
});
