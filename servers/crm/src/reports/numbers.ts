import { inline } from '@patchbay/schemas';
import type { PipelineReport } from './pipeline-report.ts';
import type { Figure } from './rows.ts';

/** One number of a report, with how it was computed and the deals behind it. */
export interface ReportNumber {
  readonly name: string;
  /** Null when it cannot be computed, as a rate of nothing. */
  readonly value: number | null;
  /** Of amounts, which are minor units. */
  readonly currency?: string;
  readonly formula: string;
  readonly deal_ids: readonly string[];
}

/** A report as it goes out. */
export interface NumberedReport {
  /** `from..to`, both days included. */
  readonly period: string;
  readonly as_of: string;
  /** Whose deals alone it is about, where it is. */
  readonly owner_id?: string;
  /** Why amounts are missing, where they are. */
  readonly amounts?: string;
  readonly numbers: readonly ReportNumber[];
}

/** A report as a flat list of named numbers; amounts only where the caller may see amounts. */
export function reportNumbers(report: PipelineReport): readonly ReportNumber[] {
  const { stages, forecast, velocity, conversion, slipped, stale } = report;
  return [
    ...stages.flatMap(({ stage, deals, amounts }) => [
      named(`stage ${inline(stage)}: deals`, deals),
      ...amounts.map((amount) => named(`stage ${inline(stage)}: amount`, amount)),
    ]),
    ...forecast.flatMap(({ weighted, commit, best_case, won }) => [
      named('forecast: weighted', weighted),
      named('forecast: commit', commit),
      named('forecast: best case', best_case),
      named('won in period', won),
    ]),
    named('win rate', velocity.win_rate),
    named('days to win', velocity.cycle_days),
    ...velocity.per_day.map((figure) => named('velocity per day', figure)),
    ...conversion.flatMap(({ stage, entered, converted }) => [
      named(`entered ${inline(stage)}`, entered),
      named(`converted from ${inline(stage)}`, converted),
    ]),
    named('slipped', slipped),
    named('stale', stale),
  ].filter(({ value, deal_ids }) => value !== 0 || deal_ids.length > 0);
}

function named(name: string, figure: Figure & { readonly currency?: string }): ReportNumber {
  const { value, currency, formula, deal_ids } = figure;
  return {
    name,
    value: value === null ? null : Math.round(value * 10_000) / 10_000,
    ...(currency !== undefined && { currency }),
    formula,
    deal_ids,
  };
}
