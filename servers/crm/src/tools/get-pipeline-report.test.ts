import { eachEngine } from '@patchbay/storage/testing';
import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

type Number = {
  readonly name: string;
  readonly value: number | null;
  readonly deal_ids: string[];
  readonly formula: string;
};

const numbersOf = (answer: { structuredContent: Readonly<Record<string, unknown>> | undefined }) =>
  // the output schema of the tool has checked them
  (answer.structuredContent?.['numbers'] ?? []) as readonly Number[];

eachEngine((engine) => {
  test('every number is that of the deals behind it', async () => {
    await using mcp = await connectCrm({ engine });
    const answer = await mcp.call('get_pipeline_report', { period: '2026-Q3' });
    expect(answer.isError, answer.text).toBe(false);
    const numbers = numbersOf(answer);
    const deals = await mcp.kernel.read(mcp.scope, (db) => db.select().from(db.tables.deals));
    const stages = numbers.filter(({ name }) => name.endsWith(': deals'));
    expect(stages.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(deals.length);
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
