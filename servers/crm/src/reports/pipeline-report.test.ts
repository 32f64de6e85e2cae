import { expect, test } from 'vitest';
import { createWorkspace } from '../demo/workspace.ts';
import { pipelineReport } from './pipeline-report.ts';
import type { DealRow, PipelineRows, StageRow } from './rows.ts';

const stages: readonly StageRow[] = [
  { stage_id: 's3', stage: 'Won', position: 3, probability: 100, kind: 'won' },
  { stage_id: 's1', stage: 'Discovery', position: 1, probability: 20, kind: 'open' },
  { stage_id: 's2', stage: 'Proposal', position: 2, probability: 80, kind: 'open' },
  { stage_id: 's4', stage: 'Lost', position: 4, probability: 0, kind: 'lost' },
];

function deal(
  deal_id: string,
  stage_id: string,
  amount_minor: number | null,
  changes: Partial<DealRow> = {},
): DealRow {
  return {
    deal_id,
    stage_id,
    amount_minor,
    currency: 'EUR',
    probability: null,
    close_date: '2026-11-30',
    created_at: '2026-10-01T00:00:00Z',
    last_activity_at: '2026-11-15T00:00:00Z',
    ...changes,
  };
}

const rows: PipelineRows = {
  stages,
  deals: [
    deal('a', 's1', 100_000),
    deal('b', 's2', 50_000),
    deal('c', 's2', 70_000, { close_date: '2026-11-01', last_activity_at: null }),
    deal('d', 's3', 40_000, { close_date: '2026-11-10' }),
    deal('e', 's4', 90_000, { close_date: '2026-11-12' }),
    deal('f', 's2', 30_000, { currency: 'USD', close_date: '2027-02-01' }),
    deal('g', 's1', null, { currency: null }),
    deal('later', 's1', 1, { created_at: '2026-12-01T00:00:00Z' }),
    deal('h', 'gone', 1),
  ],
  moves: [
    { deal_id: 'd', from_stage: null, to_stage: 's1', at: '2026-11-01T00:00:00Z' },
    { deal_id: 'd', from_stage: 's2', to_stage: 's3', at: '2026-11-11T00:00:00Z' },
    { deal_id: 'd', from_stage: 's1', to_stage: 's2', at: '2026-11-05T00:00:00Z' },
    { deal_id: 'e', from_stage: null, to_stage: 's1', at: '2026-11-02T00:00:00Z' },
    { deal_id: 'e', from_stage: 's1', to_stage: 's4', at: '2026-11-12T00:00:00Z' },
  ],
};
const question = { period: { from: '2026-11-01', to: '2026-11-30' }, as_of: '2026-11-20T12:00:00Z' };
const report = pipelineReport(rows, question);

test('a forecast is won plus weighted, likely or all open amounts of the period', () => {
  expect(report.forecast).toHaveLength(1);
  expect(report.forecast[0]).toMatchObject({
    currency: 'EUR',
    won: { value: 40_000, deal_ids: ['d'] },
    weighted: { value: 40_000 + 20_000 + 40_000 + 56_000, deal_ids: ['d', 'a', 'b', 'c'] },
    commit: { value: 40_000 + 120_000, deal_ids: ['d', 'b', 'c'] },
    best_case: { value: 260_000, deal_ids: ['d', 'a', 'b', 'c'] },
  });
});

test('stages are in order, with what stands in each per currency', () => {
  expect(report.stages.map(({ stage, deals }) => [stage, deals.value, deals.deal_ids])).toEqual([
    ['Discovery', 2, ['a', 'g']],
    ['Proposal', 3, ['b', 'c', 'f']],
    ['Won', 1, ['d']],
    ['Lost', 1, ['e']],
  ]);
  expect(report.stages[1]?.amounts.map(({ currency, value }) => [currency, value])).toEqual([
    ['EUR', 120_000],
    ['USD', 30_000],
  ]);
});

test('conversion follows each deal through its history, whatever the order of the rows', () => {
  expect(
    report.conversion.map(({ stage, entered, converted }) => [
      stage,
      entered.value,
      converted.value,
      converted.deal_ids,
    ]),
  ).toEqual([
    ['Discovery', 2, 0.5, ['d']],
    ['Proposal', 1, 1, ['d']],
  ]);
});

test('velocity is open deals times win rate times mean amount over mean days', () => {
  expect(report.velocity.win_rate).toMatchObject({ value: 0.5, deal_ids: ['d', 'e'] });
  expect(report.velocity.cycle_days.value).toBe(41);
  expect(report.velocity.per_day).toMatchObject([
    { currency: 'EUR', value: Math.round((3 * 0.5 * 40_000) / 41) },
  ]);
});

test('slipped deals are past their date, stale ones were left alone', () => {
  expect(report.slipped).toMatchObject({ value: 1, deal_ids: ['c'] });
  expect(report.stale).toMatchObject({ value: 1, deal_ids: ['c'] });
});

test('a rate of nothing is null, not zero', () => {
  const empty = pipelineReport({ stages, deals: [], moves: [] }, question);
  expect(empty.velocity).toMatchObject({
    win_rate: { value: null },
    cycle_days: { value: null },
    per_day: [],
  });
  expect(empty.conversion[0]?.converted.value).toBeNull();
  expect(empty.forecast).toEqual([]);
});

test('every number of a report on an invented workspace adds up from the deals it names', () => {
  const workspace = createWorkspace({ seed: 3, now: question.as_of });
  const deals = Array.from(workspace.deals(), (row) => ({ ...row, last_activity_at: row.updated_at }));
  const moves = Array.from(workspace.stageMoves(), ({ record_id, ...move }) => ({
    ...move,
    deal_id: record_id,
  }));
  const amounts = new Map(deals.map((row) => [row.deal_id, row.amount_minor]));
  const whole = pipelineReport({ stages: workspace.stages, deals, moves }, question);
  for (const { won, commit, best_case } of whole.forecast) {
    for (const { value, deal_ids } of [won, commit, best_case]) {
      expect(value).toBe(deal_ids.reduce((sum, id) => sum + (amounts.get(id) ?? 0), 0));
    }
    expect(won.value ?? 0).toBeLessThanOrEqual(commit.value ?? 0);
    expect(commit.value ?? 0).toBeLessThanOrEqual(best_case.value ?? 0);
  }
  expect(whole.stages.reduce((sum, stage) => sum + (stage.deals.value ?? 0), 0)).toBe(deals.length);
});
