import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../testing/connect-crm.ts';

type Number = {
  readonly name: string;
  readonly value: number | null;
  readonly deal_ids: string[];
  readonly formula: string;
};

const numbersOf = (answer: { structuredContent: Readonly<Record<string, unknown>> | undefined }) =>
  // the output schema of the tool has checked them
  (answer.structuredContent?.['numbers'] ?? []) as readonly Number[];

/** Deals with a past, as many as asked for. */
async function manyDeals({ kernel, scope }: CrmClient, count: number): Promise<void> {
  const at = '2026-03-01T00:00:00.000Z';
  const ids = Array.from({ length: count }, (_, index) => `deal-${index}`);
  await kernel.write(scope, async (db) => {
    await db.insertMany(
      db.tables.deals,
      ids.map((deal_id, index) => ({
        ...{ deal_id, name: deal_id, pipeline_id: 'pipeline-sales', stage_id: 'stage-proposal' },
        ...{ amount_minor: 100, currency: 'EUR', probability: 50, close_date: '2026-08-01' },
        ...{ owner_id: `user-${index % 7}`, created_at: at, updated_at: at },
      })),
    );
    await db.insertMany(
      db.tables.stage_history,
      ids.map((record_id) => ({
        ...{ entry_id: `m-${record_id}`, object: 'deals', record_id, from_stage: null, at, by: 'user-1' },
        to_stage: 'stage-proposal',
      })),
    );
  });
}

eachEngine((engine) => {
  test('every number is that of the deals behind it', async () => {
    await using mcp = await connectCrm({ engine });
    const answer = await mcp.call('get_pipeline_report', { period: '2026-Q3' });
    expect(answer.isError, answer.text).toBe(false);
    const numbers = numbersOf(answer);
    const deals = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.deals));
    const stages = numbers.filter(({ name }) => name.endsWith(': deals'));
    const closed = (closed_at: string | null) => closed_at === null || /^2026-0[789]/.test(closed_at);
    const told = deals.filter(({ closed_at }) => closed(closed_at));
    expect(told.length).toBeLessThan(deals.length);
    expect(stages.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(told.length);
    for (const { deal_ids, value } of stages) expect(deal_ids).toHaveLength(value ?? -1);
    const amounts = numbers.filter(({ name }) => name.startsWith('stage') && name.endsWith('amount'));
    for (const { deal_ids, value } of amounts) {
      const sum = deals
        .filter(({ deal_id }) => deal_ids.includes(deal_id))
        .reduce((total, { amount_minor }) => total + (amount_minor ?? 0), 0);
      expect(value).toBe(sum);
    }
    expect(numbers.every(({ formula }) => formula.length > 0)).toBe(true);
    expect(answer.text).toContain('forecast: weighted');
  });

  test('tells the stages of the past by the history', async () => {
    await using mcp = await connectCrm({ engine });
    const records = [{ deal_id: 'deal-1', stage: 'Lost' }];
    const before = await mcp.call('get_pipeline_report', { as_of: '2026-07-14' });
    await mcp.call('batch_upsert_records', { object_type: 'deals', records });
    const after = await mcp.call('get_pipeline_report', { as_of: '2026-07-14' });
    expect(numbersOf(after).filter(({ name }) => name.endsWith(': deals'))).toEqual(
      numbersOf(before).filter(({ name }) => name.endsWith(': deals')),
    );
    const now = numbersOf(await mcp.call('get_pipeline_report', {}));
    expect(now.find(({ name }) => name === 'stage Lost: deals')?.deal_ids).toContain('deal-1');
  });

  test('tells overdue deals apart from the forecast, and which close dates were put off', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const save = async (...records: readonly object[]) => {
      const answer = await mcp.call('batch_upsert_records', { object_type: 'deals', records });
      expect(answer.isError, answer.text).toBe(false);
      return answer.structuredContent;
    };
    const euros = { currency: 'EUR', stage: 'Negotiation' };
    await save(
      { ...euros, name: 'late', amount_minor: 700, close_date: '2026-07-01' },
      { ...euros, name: 'due', amount_minor: 400, close_date: '2026-08-01' },
    );
    const { items } = (await mcp.call('search_crm_records', { object_type: 'deals', query: 'due' }))
      .structuredContent ?? { items: [] };
    const deal_id = Array.isArray(items) ? items[0]?.deal_id : undefined;
    await save({ deal_id, close_date: '2026-09-01' });
    const last = await save({ deal_id, close_date: '2026-09-20' });
    const numbers = async () => {
      const all = numbersOf(await mcp.call('get_pipeline_report', { period: '2026-Q3' }));
      return Object.fromEntries(all.map(({ name, value }) => [name, value]));
    };
    expect(await numbers()).toMatchObject({
      ...{ 'forecast: weighted': 300, 'forecast: commit': 400, 'forecast: overdue, counted apart': 700 },
      ...{ 'won in period': 0, slipped: 1, pushed: 1, 'pushed out': 0, 'stage Won: deals': 0 },
    });
    const trace = () => mcp.kernel.read(mcp.scope, (db) => db.get(db.tables.deals, String(deal_id)));
    expect(await trace()).toMatchObject({ close_date_pushes: 2, first_close_date: '2026-08-01' });
    await mcp.call('undo_change', { change_id: last?.['change_id'] });
    expect(await trace()).toMatchObject({ close_date_pushes: 1, close_date: '2026-09-01' });
    await save({ deal_id, close_date: '2026-08-20' });
    expect(await trace()).toMatchObject({ close_date_pushes: 1, first_close_date: '2026-08-01' });
  });

  test('lets others have their turn while it reads many deals', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    await manyDeals(mcp, 5_000);
    for (const group_by of ['stage', 'owner']) {
      let turns = 0;
      let isOver = false;
      const count = () => {
        turns += 1;
        if (!isOver) setImmediate(count);
      };
      count();
      const answer = await mcp.call('get_pipeline_report', { group_by, period: '2026' });
      isOver = true;
      expect(answer.isError, answer.text).toBe(false);
      expect(turns).toBeGreaterThan(15);
    }
  });

  test('compares owners, and a rep has but itself', async () => {
    await using mcp = await connectCrm({ engine, role: 'rep' });
    const numbers = numbersOf(await mcp.call('get_pipeline_report', { group_by: 'owner', period: '2026' }));
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.every(({ name }) => name.includes('(user-5)'))).toBe(true);
  });
});

test('a viewer gets counts and no amounts', async () => {
  await using mcp = await connectCrm({ role: 'viewer' });
  const answer = await mcp.call('get_pipeline_report', { period: '2026' });
  expect(answer.structuredContent).toMatchObject({ amounts: 'hidden from your role' });
  expect(numbersOf(answer).some(({ name }) => name.includes('amount') || name.includes('forecast'))).toBe(
    false,
  );
  expect(numbersOf(answer).length).toBeGreaterThan(3);
});

test.each([
  ['support', {}, 'permission_denied'],
  ['admin', { period: 'soon' }, 'validation_error'],
  ['admin', { as_of: '2030-01-01' }, 'validation_error'],
] as const)('%s asking for %j gets %s', async (role, args, code) => {
  await using mcp = await connectCrm({ role });
  expect(await mcp.call('get_pipeline_report', args)).toMatchObject({ code });
});
