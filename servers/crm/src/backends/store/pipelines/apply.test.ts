import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { readPipelines, type WantedPipelines } from '../../../pipelines/read-file.ts';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { applyPipelines } from './apply.ts';

function wanted(stages: readonly object[], moves: object = {}): WantedPipelines {
  const read = readPipelines(JSON.stringify({ pipelines: [{ id: 'sales', stages }], moves }));
  if ('problems' in read) throw new Error(read.problems.join('; '));
  return read.value;
}

const ends = [
  { id: 'stage-won', name: 'Won', kind: 'won' },
  { id: 'stage-lost', name: 'Lost', kind: 'lost' },
];

const apply = ({ kernel, scope }: CrmClient, file: WantedPipelines, dryRun = false) =>
  kernel.write({ ...scope, dryRun }, (db) => applyPipelines(kernel, db, file, 'operator'));

const deals = ({ kernel, scope }: CrmClient) =>
  kernel.read(scope, (db) => db.select().from(db.tables.deals).orderBy(db.tables.deals.name));

const add = (mcp: CrmClient, ...records: readonly object[]) =>
  mcp.call('batch_upsert_records', { object_type: 'deals', records });

eachEngine((engine) => {
  test('deals follow the stages that an operator defines, each kept consistent', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await add(
      mcp,
      { name: 'a', stage: 'Qualification' },
      { name: 'b', stage: 'Discovery', probability: 77 },
      { name: 'c', stage: 'Negotiation' },
    );
    const file = wanted(
      [
        { id: 'stage-qualification', name: 'Fit', probability: 20 },
        { id: 'talks', name: 'Talks', probability: 60 },
        ...ends,
      ],
      { 'stage-discovery': 'talks', 'stage-negotiation': 'stage-won' },
    );
    await apply(mcp, file, true);
    expect((await deals(mcp)).map(({ stage_id }) => stage_id)).toContain('stage-discovery');
    await apply(mcp, file);
    expect(await deals(mcp)).toMatchObject([
      { name: 'a', pipeline_id: 'sales', stage_id: 'stage-qualification', probability: 20, closed_at: null },
      { name: 'b', pipeline_id: 'sales', stage_id: 'talks', probability: 77, closed_at: null },
      {
        name: 'c',
        pipeline_id: 'sales',
        stage_id: 'stage-won',
        probability: 100,
        closed_at: expect.any(String),
      },
    ]);
    const found = await mcp.call('search_crm_records', {
      object_type: 'deals',
      filters: [{ field: 'stage', op: 'eq', value: 'Talks' }],
    });
    expect(found.structuredContent).toMatchObject({ items: [{ name: 'b', stage: 'Talks' }] });
    const moves = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.stage_history));
    expect(moves).toContainEqual(
      expect.objectContaining({ from_stage: 'stage-negotiation', to_stage: 'stage-won', by: 'operator' }),
    );
  });

  test('a refusal names every reason and changes nothing', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await add(mcp, { name: 'a', stage: 'Discovery' });
    const file = wanted([{ id: 'only', name: 'Only', probability: 50 }, ...ends]);
    await expect(apply(mcp, file)).rejects.toThrow('stage-discovery (Discovery) holds 1 deal');
    expect(await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.stages))).toEqual([]);
  });

  test('where two pipelines have a stage of one name, a deal stays in its own and a new one must say which', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const read = readPipelines(
      JSON.stringify({
        pipelines: ['new', 'renewal'].map((id) => ({
          id,
          stages: [
            { id: `${id}-open`, name: 'Open', probability: 50 },
            ...ends.map((end) => ({ ...end, id: `${id}-${end.kind}` })),
          ],
        })),
      }),
    );
    if ('problems' in read) throw new Error(read.problems.join());
    await apply(mcp, read.value);
    expect((await add(mcp, { name: 'a', stage: 'Open' })).text).toContain('renewal-open of renewal');
    await add(mcp, { name: 'a', stage_id: 'renewal-open' });
    const [deal] = await deals(mcp);
    await add(mcp, { deal_id: deal?.deal_id, stage: 'Won' });
    expect(await deals(mcp)).toMatchObject([
      { pipeline_id: 'renewal', stage_id: 'renewal-won', probability: 100 },
    ]);
  });
});
