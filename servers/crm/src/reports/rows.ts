/** A stage of a pipeline. */
export interface StageRow {
  readonly stage_id: string;
  /** Its name. */
  readonly stage: string;
  /** Place in the pipeline, ascending. */
  readonly position: number;
  /** In percent, 0 to 100. */
  readonly probability: number;
  readonly kind: 'open' | 'won' | 'lost';
}

/** A deal, as far as reports need it. Instants are RFC 3339, dates `YYYY-MM-DD`. */
export interface DealRow {
  readonly deal_id: string;
  readonly stage_id: string;
  /** Null, as the currency, when nobody has named one yet: such a deal counts but adds nothing. */
  readonly amount_minor: number | null;
  readonly currency: string | null;
  /** The deal's own probability in percent; the stage's when null. */
  readonly probability: number | null;
  readonly close_date: string | null;
  readonly created_at: string;
  readonly last_activity_at: string | null;
}

/** One move of a deal; Stages by id; `from_stage` is null when the deal was created. */
export interface StageMove {
  readonly deal_id: string;
  readonly from_stage: string | null;
  readonly to_stage: string;
  readonly at: string;
}

/** A period, both days included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

/** What a report is computed from. */
export interface PipelineRows {
  readonly stages: readonly StageRow[];
  readonly deals: readonly DealRow[];
  /** In any order. */
  readonly moves: readonly StageMove[];
}

/** For when and how. */
export interface PipelineQuestion {
  readonly period: ReportPeriod;
  /** The instant of the report, RFC 3339 in UTC. */
  readonly as_of: string;
  /** Days without activity after which an open deal is stale; 30 by default. */
  readonly stale_days?: number;
  /** From which percentage an open deal is committed; 70 by default. */
  readonly commit_probability?: number;
}

/** A number with its receipt. */
export interface Figure {
  /** Null when it cannot be computed, as a rate of nothing. */
  readonly value: number | null;
  /** How it was computed, in words. */
  readonly formula: string;
  /** The deals behind it. */
  readonly deal_ids: readonly string[];
}

/** An amount in minor units with its receipt. */
export interface MoneyFigure extends Figure {
  readonly currency: string;
}

/** A deal with its stage and effective probability. */
export interface StagedDeal extends DealRow {
  readonly stage: StageRow;
  /** 0 to 1. */
  readonly chance: number;
}

/** The deals with their stages. Won is certain and lost is nothing, whatever else is written; deals of unknown stages are left out. */
export function stagedDeals({
  deals,
  stages,
}: Pick<PipelineRows, 'deals' | 'stages'>): readonly StagedDeal[] {
  const byId = new Map(stages.map((stage) => [stage.stage_id, stage]));
  return deals.flatMap((deal) => {
    const stage = byId.get(deal.stage_id);
    return stage === undefined ? [] : [{ ...deal, stage, chance: chanceOf(deal, stage) }];
  });
}

function chanceOf(deal: DealRow, stage: StageRow): number {
  if (stage.kind === 'won') return 1;
  if (stage.kind === 'lost') return 0;
  return Math.min(100, Math.max(0, deal.probability ?? stage.probability)) / 100;
}

/** Whether a day or instant lies in a period. */
export function isInPeriod(at: string | null, { from, to }: ReportPeriod): boolean {
  if (at === null) return false;
  const day = at.slice(0, 10);
  return day >= from && day <= to;
}

/** The number of deals, with their ids. */
export function countFigure(deals: readonly DealRow[], formula: string): Figure {
  return { value: deals.length, formula, deal_ids: deals.map(({ deal_id }) => deal_id) };
}
