import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('the pipelines are the stages in order', async () => {
  await using mcp = await connectCrm();
  const { items } = JSON.parse(await mcp.read('crm://pipelines'));
  expect(items).toHaveLength(7);
  expect(items[0]).toEqual({
    stage_id: 'stage-nurture',
    pipeline_id: 'pipeline-sales',
    stage: 'Nurture',
    position: 1,
    probability: 5,
    kind: 'open',
  });
});
