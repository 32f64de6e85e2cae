import { addDeal, type Count, type Counts, countOf, noDeals } from './counts.ts';
import { addConversions, type Conversions, stagesAhead } from './flow.ts';
import { type JudgedDeal, judged } from './judge.ts';
import { type DealRow, isInPeriod, type PipelineQuestion, type StageRow } from './rows.ts';

/** The sums of a report while its deals pass by, one after the other; amounts by currency, which are never added. */
export interface Sums {
  /** Every currency that a deal has. */
  readonly currencies: Set<string>;
  readonly stageDeals: Counts;
  readonly stageAmounts: Map<string, Counts>;
  readonly weighted: Counts;
  readonly commit: Counts;
  readonly bestCase: Counts;
  readonly overdue: Counts;
  readonly won: Counts;
  /** Won and lost in the period; the sum is how many were won. */
  readonly closed: Count;
  /** Won in the period; the sum is days from creation to won. */
  readonly cycle: Count;
  readonly cycleOf: Counts;
  /** Open, by currency. */
  readonly open: Counts;
  readonly conversions: Conversions;
  readonly slipped: Count;
  readonly stale: Count;
  /** The sum is how often. */
  readonly pushed: Count;
  readonly pushedOut: Count;
  /** In stages that exist no longer. */
  readonly gone: Count;
}

/** Adds deals up to a report. */
export interface Tally {
  readonly sums: Sums;
  add(deal: DealRow): void;
}

/** Begins a report. Deals that were created after `as_of` do not count. */
export function beginTally(stages: readonly StageRow[], question: PipelineQuestion): Tally {
  const byId = new Map(stages.map((stage) => [stage.stage_id, stage]));
  const ahead = stagesAhead(stages);
  const sums = noSums();
  return {
    sums,
    add(deal) {
      if (deal.created_at > question.as_of) return;
      const known = judged(deal, byId, question.as_of);
      if (known === undefined) {
        addDeal(sums.gone, deal.deal_id);
        return;
      }
      if (known.currency !== null) sums.currencies.add(known.currency);
      addConversions(sums.conversions, known, ahead, question);
      if (known.stage.kind === 'open') addOpen(sums, known, question);
      else addClosed(sums, known, question);
    },
  };
}

function noSums(): Sums {
  return {
    currencies: new Set(),
    ...{ stageDeals: new Map(), stageAmounts: new Map(), open: new Map() },
    ...{ weighted: new Map(), commit: new Map(), bestCase: new Map(), overdue: new Map(), won: new Map() },
    ...{ closed: noDeals(), cycle: noDeals(), cycleOf: new Map(), conversions: new Map() },
    ...{ slipped: noDeals(), stale: noDeals(), pushed: noDeals(), pushedOut: noDeals(), gone: noDeals() },
  };
}

function addStage({ stageDeals, stageAmounts }: Sums, deal: JudgedDeal): void {
  const { stage_id } = deal.stage;
  addDeal(countOf(stageDeals, stage_id), deal.deal_id);
  const amounts = stageAmounts.get(stage_id) ?? new Map();
  stageAmounts.set(stage_id, amounts);
  addAmount(amounts, deal);
}

function addAmount(counts: Counts, { deal_id, currency, amount_minor }: JudgedDeal, share = 1): void {
  if (currency !== null) addDeal(countOf(counts, currency), deal_id, (amount_minor ?? 0) * share);
}

const dayMs = 86_400_000;

function addOpen(sums: Sums, deal: JudgedDeal, question: PipelineQuestion): void {
  const { period, as_of, stale_days = 30, commit_probability = 70 } = question;
  const { deal_id, close_date, first_close_date, close_date_pushes, chance } = deal;
  const isOverdue = close_date !== null && close_date < as_of.slice(0, 10);
  const isDue = isInPeriod(close_date, period);
  addStage(sums, deal);
  addAmount(sums.open, deal);
  if (isOverdue) addDeal(sums.slipped, deal_id);
  if (Date.parse(as_of) - Date.parse(deal.last_activity_at ?? deal.created_at) > stale_days * dayMs)
    addDeal(sums.stale, deal_id);
  if (isDue && close_date_pushes > 0) addDeal(sums.pushed, deal_id, close_date_pushes);
  if (isInPeriod(first_close_date, period) && close_date !== null && close_date > period.to)
    addDeal(sums.pushedOut, deal_id);
  if (isDue && isOverdue) addAmount(sums.overdue, deal);
  if (!isDue || isOverdue) return;
  addAmount(sums.weighted, deal, chance);
  addAmount(sums.bestCase, deal);
  if (chance * 100 >= commit_probability) addAmount(sums.commit, deal);
}

/** What closed counts in the period in which it did. */
function addClosed(sums: Sums, deal: JudgedDeal, { period }: PipelineQuestion): void {
  if (!isInPeriod(deal.closed, period)) return;
  const isWon = deal.stage.kind === 'won';
  addStage(sums, deal);
  addDeal(sums.closed, deal.deal_id, isWon ? 1 : 0);
  if (!isWon) return;
  for (const counts of [sums.weighted, sums.commit, sums.bestCase, sums.won]) addAmount(counts, deal);
  const taken = (Date.parse(deal.closed ?? '') - Date.parse(deal.created_at)) / dayMs;
  // a deal that was recorded a day or more after it was won says nothing of how long it took
  if (taken <= -1) return;
  const days = Math.max(0, taken);
  addDeal(sums.cycle, deal.deal_id, days);
  if (deal.currency !== null) addDeal(countOf(sums.cycleOf, deal.currency), deal.deal_id, days);
}
