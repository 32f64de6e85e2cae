import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';
import { toolsNamed } from '../testing/tools-named.ts';

test('asks for every point of the framework, by tools that exist', async () => {
  await using mcp = await connectCrm();
  const text = await mcp.prompt('lead_qualification', { lead_id: '7', framework: 'meddic' });
  expect(await toolsNamed(mcp, text)).toEqual({ known: ['get_lead_details'], unknown: [] });
  expect(text).toContain('lead_id 7');
  expect(text).toContain('economic buyer');
  expect(await mcp.prompt('lead_qualification', { lead_id: '7' })).toContain('BANT');
});

test('refuses other frameworks and what is no lead', async () => {
  await using mcp = await connectCrm();
  await expect(mcp.prompt('lead_qualification', { lead_id: '7', framework: 'spin' })).rejects.toThrow(
    'framework',
  );
  await expect(mcp.prompt('lead_qualification', { lead_id: '7; drop' })).rejects.toThrow('lead_id');
});

test('completes the framework', async () => {
  await using mcp = await connectCrm();
  const ref = { type: 'ref/prompt', name: 'lead_qualification' } as const;
  expect(await mcp.complete(ref, 'framework', 'm')).toEqual(['meddic']);
});
