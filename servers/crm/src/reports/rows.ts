import type { Stage } from '../pipelines/stage.ts';

/** A stage of a pipeline. */
export type StageRow = Stage;

/** One move of a deal; Stages by id; `from_stage` is null when the deal was created. */
export interface StageMove {
  readonly from_stage: string | null;
  readonly to_stage: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
}

/** A deal, as far as reports need it. Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`. */
export interface DealRow {
  readonly deal_id: string;
  /** Where it stands now. */
  readonly stage_id: string;
  /** Null, as the currency, when nobody has named one yet: such a deal counts but adds nothing. */
  readonly amount_minor: number | null;
  readonly currency: string | null;
  /** The deal's own probability in percent; the stage's when null. */
  readonly probability: number | null;
  readonly close_date: string | null;
  readonly closed_at: string | null;
  /** How often the close date was put off, and what it was at first; null for one that never was. */
  readonly close_date_pushes: number;
  readonly first_close_date: string | null;
  readonly created_at: string;
  readonly last_activity_at: string | null;
  /** In any order. */
  readonly moves: readonly StageMove[];
}

/** A period, both days included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
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

/** Whether a day or instant lies in a period. */
export function isInPeriod(at: string | null, { from, to }: ReportPeriod): boolean {
  if (at === null) return false;
  const day = at.slice(0, 10);
  return day >= from && day <= to;
}
