import { conversions, type StageConversion, type Velocity, velocity } from './flow.ts';
import { currenciesOf, type Forecast, forecast, moneyFigure, reachedInstants } from './forecast.ts';
import {
  countFigure,
  type Figure,
  type MoneyFigure,
  type PipelineQuestion,
  type PipelineRows,
  type StagedDeal,
  type StageRow,
  stagedDeals,
} from './rows.ts';

/** What stands in a stage now. */
export interface StageSummary {
  readonly stage_id: string;
  readonly stage: string;
  readonly kind: StageRow['kind'];
  readonly deals: Figure;
  readonly amounts: readonly MoneyFigure[];
}

/** A pipeline at an instant and over a period; each number carries its formula and the deals behind it. */
export interface PipelineReport {
  readonly as_of: string;
  readonly stages: readonly StageSummary[];
  readonly forecast: readonly Forecast[];
  readonly velocity: Velocity;
  readonly conversion: readonly StageConversion[];
  /** Open deals whose close date has passed. */
  readonly slipped: Figure;
  /** Open deals without activity for long. */
  readonly stale: Figure;
}

/**
 * Computes a pipeline report from rows.
 *
 * Deals that were created after `as_of` do not count. Stages are those of the rows, so a report of the past needs the
 * rows of the past. Amounts are minor units and never mixed across currencies.
 */
export function pipelineReport(rows: PipelineRows, question: PipelineQuestion): PipelineReport {
  const { as_of, stale_days = 30 } = question;
  const deals = stagedDeals(rows).filter(({ created_at }) => created_at <= as_of);
  const open = deals.filter(({ stage }) => stage.kind === 'open');
  const wonAt = reachedInstants(rows, 'won');
  return {
    as_of,
    stages: stageSummaries(rows.stages, deals),
    forecast: forecast(deals, wonAt, question),
    velocity: velocity(deals, wonAt, reachedInstants(rows, 'lost'), question),
    conversion: conversions(rows, question),
    slipped: countFigure(
      open.filter(({ close_date }) => close_date !== null && close_date < as_of.slice(0, 10)),
      `open deals whose close date is before ${as_of.slice(0, 10)}`,
    ),
    stale: countFigure(
      open.filter((deal) => isStale(deal, as_of, stale_days)),
      `open deals without activity in the ${stale_days} days before ${as_of.slice(0, 10)}`,
    ),
  };
}

function stageSummaries(stages: readonly StageRow[], deals: readonly StagedDeal[]): readonly StageSummary[] {
  const byStage = Map.groupBy(deals, ({ stage_id }) => stage_id);
  return [...stages]
    .sort((a, b) => a.position - b.position)
    .map((stage) => {
      const held = byStage.get(stage.stage_id) ?? [];
      return {
        stage_id: stage.stage_id,
        stage: stage.stage,
        kind: stage.kind,
        deals: countFigure(held, `deals in ${stage.stage}`),
        amounts: currenciesOf(held).map((currency) =>
          moneyFigure(held, currency, `Σ amount of deals in ${stage.stage}`),
        ),
      };
    });
}

const dayMs = 86_400_000;

function isStale({ last_activity_at, created_at }: StagedDeal, asOf: string, days: number): boolean {
  return Date.parse(asOf) - Date.parse(last_activity_at ?? created_at) > days * dayMs;
}
