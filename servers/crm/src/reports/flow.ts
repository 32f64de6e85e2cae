import { inline } from '@patchbay/schemas';
import { closedOn, currenciesOf } from './forecast.ts';
import {
  type Figure,
  isInPeriod,
  type MoneyFigure,
  type PipelineQuestion,
  type PipelineRows,
  type StagedDeal,
  type StageMove,
  type StageRow,
} from './rows.ts';

/** How many of the deals that entered a stage went further. */
export interface StageConversion {
  readonly stage_id: string;
  readonly stage: string;
  readonly entered: Figure;
  /** 0 to 1. */
  readonly converted: Figure;
}

/** How many deals that entered each open stage in the period later reached a further open stage or were won. */
export function conversions(
  { stages, moves }: PipelineRows,
  { period, as_of }: PipelineQuestion,
): readonly StageConversion[] {
  const known = moves
    .filter(({ at }) => at <= as_of)
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const byDeal = Map.groupBy(known, ({ deal_id }) => deal_id);
  const ordered = [...stages].sort((a, b) => a.position - b.position);
  return ordered
    .filter(({ kind }) => kind === 'open')
    .map((stage) => {
      const entries = known.filter((move) => move.to_stage === stage.stage_id && isInPeriod(move.at, period));
      const entered = [...new Set(entries.map(({ deal_id }) => deal_id))];
      const further = furtherStages(ordered, stage);
      const first = new Map([...entries].reverse().map(({ deal_id, at }) => [deal_id, at]));
      const gone = entered.filter((id) => movedOn(byDeal.get(id) ?? [], first.get(id) ?? '', further));
      return {
        stage_id: stage.stage_id,
        stage: stage.stage,
        entered: {
          value: entered.length,
          formula: `deals that entered ${inline(stage.stage)} in the period`,
          deal_ids: entered,
        },
        converted: {
          value: entered.length === 0 ? null : gone.length / entered.length,
          formula: 'share of these that later reached a further open stage or were won',
          deal_ids: gone,
        },
      };
    });
}

function furtherStages(stages: readonly StageRow[], from: StageRow): ReadonlySet<string> {
  const further = stages.filter(
    ({ kind, position }) => kind === 'won' || (kind === 'open' && position > from.position),
  );
  return new Set(further.map(({ stage_id }) => stage_id));
}

function movedOn(moves: readonly StageMove[], since: string, further: ReadonlySet<string>): boolean {
  return moves.some(({ to_stage, at }) => at >= since && further.has(to_stage));
}

/** How fast a pipeline makes money. */
export interface Velocity {
  /** Won by won and lost in the period, 0 to 1. */
  readonly win_rate: Figure;
  /** Mean days from creation to won. */
  readonly cycle_days: Figure;
  /** Open deals × win rate × mean won amount ÷ cycle days, in minor units per day and currency. */
  readonly per_day: readonly MoneyFigure[];
}

const dayMs = 86_400_000;

/** The speed of a pipeline, from the deals that closed in the period. */
export function velocity(
  deals: readonly StagedDeal[],
  wonAt: ReadonlyMap<string, string>,
  lostAt: ReadonlyMap<string, string>,
  { period }: PipelineQuestion,
): Velocity {
  const won = deals.filter((deal) => deal.stage.kind === 'won' && isInPeriod(closedOn(deal, wonAt), period));
  const lost = deals.filter(
    (deal) => deal.stage.kind === 'lost' && isInPeriod(lostAt.get(deal.deal_id) ?? deal.close_date, period),
  );
  const closed = won.length + lost.length;
  const winRate = closed === 0 ? null : won.length / closed;
  const open = deals.filter(({ stage }) => stage.kind === 'open');
  return {
    win_rate: {
      value: winRate,
      formula: 'deals won ÷ deals won and lost in the period',
      deal_ids: idsOf([...won, ...lost]),
    },
    cycle_days: {
      value: meanDays(won, wonAt),
      formula: 'mean days from creation to won, of the deals won in the period',
      deal_ids: idsOf(won),
    },
    per_day: currenciesOf(won).map((currency) => {
      const [ours, wins] = [open, won].map((list) => list.filter((deal) => deal.currency === currency));
      return perDay(currency, ours ?? [], wins ?? [], winRate, meanDays(wins ?? [], wonAt));
    }),
  };
}

function perDay(
  currency: string,
  open: readonly StagedDeal[],
  won: readonly StagedDeal[],
  winRate: number | null,
  cycleDays: number | null,
): MoneyFigure {
  const mean = won.reduce((sum, { amount_minor }) => sum + (amount_minor ?? 0), 0) / won.length;
  const isKnown = winRate !== null && cycleDays !== null && cycleDays > 0;
  return {
    value: isKnown ? Math.round((open.length * winRate * mean) / cycleDays) : null,
    currency,
    formula: 'open deals × win rate × mean won amount ÷ mean days to win',
    deal_ids: idsOf([...open, ...won]),
  };
}

function meanDays(won: readonly StagedDeal[], wonAt: ReadonlyMap<string, string>): number | null {
  const spans = won.flatMap((deal) => {
    const closed = closedOn(deal, wonAt);
    if (closed === null) return [];
    const days = (Date.parse(closed) - Date.parse(deal.created_at)) / dayMs;
    // a deal that was recorded a day or more after it was won says nothing of how long it took
    return days <= -1 ? [] : [Math.max(0, days)];
  });
  return spans.length === 0 ? null : spans.reduce((sum, days) => sum + days, 0) / spans.length;
}

function idsOf(deals: readonly StagedDeal[]): readonly string[] {
  return deals.map(({ deal_id }) => deal_id);
}
