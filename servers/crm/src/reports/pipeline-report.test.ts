import { expect, test } from 'vitest';
import { createWorkspace } from '../demo/workspace.ts';
import { namedDeals } from './counts.ts';
import { overdueName, reportNumbers } from './numbers.ts';
import type { DealRow, PipelineQuestion, StageRow } from './rows.ts';
import { beginTally } from './tally.ts';

const pipeline_id = 'p';
const stages: readonly StageRow[] = [
  { stage_id: 's1', pipeline_id, stage: 'Discovery', position: 1, probability: 20, kind: 'open' },
  { stage_id: 's2', pipeline_id, stage: 'Proposal', position: 2, probability: 80, kind: 'open' },
  { stage_id: 's3', pipeline_id, stage: 'Won', position: 3, probability: 100, kind: 'won' },
  { stage_id: 's4', pipeline_id, stage: 'Lost', position: 4, probability: 0, kind: 'lost' },
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
    closed_at: null,
    close_date_pushes: 0,
    first_close_date: null,
    created_at: '2026-10-01T00:00:00Z',
    last_activity_at: '2026-11-15T00:00:00Z',
    moves: [],
    ...changes,
  };
}

const deals: readonly DealRow[] = [
  deal('a', 's1', 100_000),
  deal('b', 's2', 50_000, { close_date_pushes: 2, first_close_date: '2026-11-05' }),
  deal('c', 's2', 70_000, { close_date: '2026-11-01', last_activity_at: null }),
  deal('d', 's3', 40_000, {
    close_date: '2026-11-10',
    moves: [
      { from_stage: null, to_stage: 's1', at: '2026-11-01T00:00:00Z' },
      { from_stage: 's2', to_stage: 's3', at: '2026-11-11T00:00:00Z' },
      { from_stage: 's1', to_stage: 's2', at: '2026-11-05T00:00:00Z' },
    ],
  }),
  deal('e', 's4', 90_000, {
    close_date: '2026-11-12',
    moves: [
      { from_stage: null, to_stage: 's1', at: '2026-11-02T00:00:00Z' },
      { from_stage: 's1', to_stage: 's4', at: '2026-11-12T00:00:00Z' },
    ],
  }),
  deal('f', 's2', 30_000, {
    currency: 'USD',
    close_date: '2027-02-01',
    close_date_pushes: 1,
    first_close_date: '2026-11-20',
  }),
  deal('g', 's1', null, { currency: null }),
  deal('later', 's1', 1, { created_at: '2026-12-01T00:00:00Z' }),
  deal('h', 'gone', 1),
  deal('old', 's3', 500_000, { close_date: '2026-08-01', closed_at: '2026-08-01T10:00:00Z' }),
];

const question: PipelineQuestion = {
  period: { from: '2026-11-01', to: '2026-11-30' },
  as_of: '2026-11-20T12:00:00Z',
};

function reported(rows: readonly DealRow[], of = question, of_stages = stages) {
  const { add, sums } = beginTally(of_stages, of);
  rows.forEach(add);
  const numbers = reportNumbers(of_stages, sums, of, ['EUR']);
  return (name: string, currency?: string) => {
    const found = numbers.find((number) => number.name === name && number.currency === currency);
    return found && { value: found.value, deal_ids: found.deal_ids };
  };
}

const report = reported(deals);

test('a forecast is won plus weighted, likely or all open amounts of the period, per currency', () => {
  expect(report('won in period', 'EUR')).toEqual({ value: 40_000, deal_ids: ['d'] });
  expect(report('forecast: weighted', 'EUR')).toEqual({
    value: 20_000 + 40_000 + 40_000,
    deal_ids: ['a', 'b', 'd'],
  });
  expect(report('forecast: commit', 'EUR')).toEqual({ value: 50_000 + 40_000, deal_ids: ['b', 'd'] });
  expect(report('forecast: best case', 'EUR')).toEqual({ value: 190_000, deal_ids: ['a', 'b', 'd'] });
});

test('what is overdue is counted apart from the forecast', () => {
  expect(report(overdueName, 'EUR')).toEqual({ value: 70_000, deal_ids: ['c'] });
  expect(report('slipped')).toEqual({ value: 1, deal_ids: ['c'] });
  expect(report('stale')).toEqual({ value: 1, deal_ids: ['c'] });
});

test('a close date that was put off is told, within the period and out of it', () => {
  expect(report('pushed')).toEqual({ value: 1, deal_ids: ['b'] });
  expect(report('pushed out')).toEqual({ value: 1, deal_ids: ['f'] });
});

test('what closed counts in the period in which it did, open stages as they stand', () => {
  expect(report('stage Discovery: deals')).toEqual({ value: 2, deal_ids: ['a', 'g'] });
  expect(report('stage Proposal: amount', 'EUR')).toEqual({ value: 120_000, deal_ids: ['b', 'c'] });
  expect(report('stage Proposal: amount', 'USD')).toEqual({ value: 30_000, deal_ids: ['f'] });
  expect(report('stage Won: deals')).toEqual({ value: 1, deal_ids: ['d'] });
  expect(report('stage Lost: deals')).toEqual({ value: 1, deal_ids: ['e'] });
  expect(report('uncounted')).toEqual({ value: 1, deal_ids: ['h'] });
});

test('conversion follows each deal through its history, whatever the order of its moves', () => {
  expect(report('entered Discovery')).toEqual({ value: 2, deal_ids: ['d', 'e'] });
  expect(report('converted from Discovery')).toEqual({ value: 0.5, deal_ids: ['d'] });
  expect(report('converted from Proposal')).toEqual({ value: 1, deal_ids: ['d'] });
});

test('going on in another pipeline is no conversion', () => {
  const other = {
    stage_id: 't2',
    pipeline_id: 'q',
    stage: 'Late',
    position: 5,
    probability: 90,
    kind: 'open',
  } as const;
  const moves = [
    { from_stage: null, to_stage: 's2', at: '2026-11-01T00:00:00Z' },
    { from_stage: 's2', to_stage: 't2', at: '2026-11-02T00:00:00Z' },
  ];
  const across = reported([deal('a', 't2', 1, { moves })], question, [...stages, other]);
  expect(across('converted from p/Proposal')).toMatchObject({ value: 0 });
});

test('velocity is open deals times win rate times mean amount over mean days', () => {
  expect(report('win rate')).toEqual({ value: 0.5, deal_ids: ['d', 'e'] });
  expect(report('days to win')?.value).toBe(41);
  expect(report('velocity per day', 'EUR')?.value).toBe(Math.round((3 * 0.5 * 40_000) / 41));
});

test('the stage of the past is told by the moves, that before the first one included', () => {
  const moved = [
    deal('a', 's2', 1, { moves: [{ from_stage: 's1', to_stage: 's2', at: '2026-11-21T00:00:00Z' }] }),
  ];
  expect(reported(moved)('stage Discovery: deals')?.value).toBe(1);
});

test('a rate of nothing is unknown, and a count or amount of nothing is zero and said', () => {
  const empty = reported([]);
  for (const name of ['win rate', 'days to win', 'converted from Discovery'])
    expect(empty(name)?.value).toBeNull();
  for (const name of ['stage Won: deals', 'entered Discovery', 'slipped', 'pushed', 'stale'])
    expect(empty(name)?.value).toBe(0);
  for (const name of ['forecast: weighted', overdueName, 'won in period'])
    expect(empty(name, 'EUR')?.value).toBe(0);
});

test('many deals behind a number are counted, and the first are named', () => {
  const { add, sums } = beginTally(stages, question);
  for (let index = 0; index < 200; index += 1) add(deal(`deal-${index}`, 's1', 1));
  const [first] = reportNumbers(stages, sums, question);
  expect(first).toMatchObject({ value: 200, deals: 200 });
  expect(first?.deal_ids).toHaveLength(namedDeals);
});

test('the amounts of a report on an invented workspace add up from the deals it names', () => {
  const workspace = createWorkspace({ seed: 3, now: question.as_of });
  const moves = Map.groupBy(workspace.stageMoves(), ({ record_id }) => record_id);
  const rows = Array.from(
    workspace.deals(),
    (row): DealRow => ({
      ...row,
      ...{ close_date_pushes: 0, first_close_date: null, last_activity_at: row.updated_at },
      moves: moves.get(row.deal_id) ?? [],
    }),
  );
  const amounts = new Map(rows.map((row) => [row.deal_id, row.amount_minor]));
  const { add, sums } = beginTally(workspace.stages, question);
  rows.forEach(add);
  const numbers = reportNumbers(workspace.stages, sums, question);
  const summed = numbers.filter(({ name }) => /^(forecast: (commit|best)|won in)/.test(name));
  expect(summed.length).toBeGreaterThan(3);
  for (const { value, deal_ids } of summed.filter(({ deals: behind }) => behind <= namedDeals)) {
    expect(value).toBe(deal_ids.reduce((sum, id) => sum + (amounts.get(id) ?? 0), 0));
  }
});
