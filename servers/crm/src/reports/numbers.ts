import { inline } from '@patchbay/schemas';
import { type Count, namedDeals, noDeals } from './counts.ts';
import type { PipelineQuestion, StageRow } from './rows.ts';
import type { Sums } from './tally.ts';

/** One number of a report, with how it was computed and the deals behind it. */
export interface ReportNumber {
  readonly name: string;
  /** Null when it cannot be computed, as a rate of nothing. */
  readonly value: number | null;
  /** Of amounts, which are minor units. */
  readonly currency?: string;
  readonly formula: string;
  /** How many deals are behind it. */
  readonly deals: number;
  /** The first of them. */
  readonly deal_ids: readonly string[];
}

/** What is overdue is told apart, and is in none of the other lines of a forecast. */
export const overdueName = 'forecast: overdue, counted apart';

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

/**
 * The sums of a report as named numbers, also where they are zero; amounts only where the caller may see amounts.
 *
 * @param currencies whose amounts are told, beside those of the deals.
 */
export function reportNumbers(
  stages: readonly StageRow[],
  sums: Sums,
  question: PipelineQuestion,
  currencies: readonly string[] = [],
): readonly ReportNumber[] {
  const told = [...new Set([...sums.currencies, ...currencies])].sort();
  return [
    ...stageNumbers(stages, sums, question),
    ...told.flatMap((currency) => forecastNumbers(sums, question, currency)),
    ...speedNumbers(sums, told),
    ...conversionNumbers(stages, sums),
    ...careNumbers(sums, question),
  ];
}

function stageNumbers(
  stages: readonly StageRow[],
  { stageDeals, stageAmounts }: Sums,
  { as_of }: PipelineQuestion,
): readonly ReportNumber[] {
  return stages.flatMap((stage) => {
    const what = stage.kind === 'open' ? `open deals on ${as_of.slice(0, 10)}` : 'deals closed in the period';
    const label = labelOf(stages, stage);
    const amounts = [...(stageAmounts.get(stage.stage_id) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      howMany(`stage ${label}: deals`, stageDeals.get(stage.stage_id), `${what} in ${label}`),
      ...amounts.map(([currency, count]) =>
        money(`stage ${label}: amount`, count, currency, `Σ amount of ${what} in ${label}`),
      ),
    ];
  });
}

/** A stage's name; with its pipeline where there are several. */
function labelOf(stages: readonly StageRow[], { stage, pipeline_id }: StageRow): string {
  const label = stages.every((other) => other.pipeline_id === pipeline_id)
    ? stage
    : `${pipeline_id}/${stage}`;
  return inline(label);
}

function forecastNumbers(
  { weighted, commit, bestCase, overdue, won }: Sums,
  { as_of, commit_probability = 70 }: PipelineQuestion,
  currency: string,
): readonly ReportNumber[] {
  const due = `open deals that are to close in the period, from ${as_of.slice(0, 10)} on`;
  const lines = [
    ['forecast: weighted', weighted, `won amount + Σ amount × probability of ${due}`],
    [
      'forecast: commit',
      commit,
      `won amount + Σ amount of ${due} with probability ≥ ${commit_probability} %`,
    ],
    ['forecast: best case', bestCase, `won amount + Σ amount of ${due}`],
    [
      overdueName,
      overdue,
      `Σ amount of open deals that were to close in the period before ${as_of.slice(0, 10)}`,
    ],
    ['won in period', won, 'Σ amount of deals won in the period'],
  ] as const;
  return lines.map(([name, counts, formula]) => money(name, counts.get(currency), currency, formula));
}

function speedNumbers({ closed, cycle, cycleOf, open, won }: Sums, currencies: readonly string[]) {
  const rate = ratio(closed.sum, closed.deals);
  return [
    told('win rate', rate, closed, 'deals won ÷ deals won and lost in the period'),
    told(
      'days to win',
      ratio(cycle.sum, cycle.deals),
      cycle,
      'mean days from creation to won, of the deals won in the period',
    ),
    ...currencies.map((currency) => {
      const [days, wins, left] = [cycleOf.get(currency), won.get(currency), open.get(currency)];
      return { ...velocity(rate, days, wins, left), currency };
    }),
  ];
}

function velocity(rate: number | null, days = noDeals(), wins = noDeals(), open = noDeals()): ReportNumber {
  const [cycle, mean] = [ratio(days.sum, days.deals), ratio(wins.sum, wins.deals)];
  const isKnown = rate !== null && cycle !== null && mean !== null && cycle > 0;
  const deal_ids = [...wins.deal_ids, ...open.deal_ids].slice(0, namedDeals);
  const behind = { deals: open.deals + wins.deals, sum: 0, deal_ids };
  return told(
    'velocity per day',
    isKnown ? Math.round((open.deals * rate * mean) / cycle) : null,
    behind,
    'open deals × win rate × mean won amount ÷ mean days to win',
  );
}

function conversionNumbers(stages: readonly StageRow[], { conversions }: Sums): readonly ReportNumber[] {
  return stages
    .filter(({ kind }) => kind === 'open')
    .flatMap((stage) => {
      const label = labelOf(stages, stage);
      const { entered = noDeals(), converted = noDeals() } = conversions.get(stage.stage_id) ?? {};
      return [
        howMany(`entered ${label}`, entered, `deals that entered ${label} in the period`),
        told(
          `converted from ${label}`,
          ratio(converted.deals, entered.deals),
          converted,
          'share of these that later reached a further open stage or were won',
        ),
      ];
    });
}

function careNumbers(
  { slipped, pushed, pushedOut, stale, gone }: Sums,
  { as_of, period, stale_days = 30 }: PipelineQuestion,
): readonly ReportNumber[] {
  const day = as_of.slice(0, 10);
  return [
    howMany('slipped', slipped, `open deals whose close date is before ${day}`),
    howMany(
      'pushed',
      pushed,
      `open deals that are to close in the period and were put off before, ${pushed.sum} times in all`,
    ),
    howMany(
      'pushed out',
      pushedOut,
      `open deals that were first to close in the period and now are to after ${period.to}`,
    ),
    howMany('stale', stale, `open deals without activity in the ${stale_days} days before ${day}`),
    ...(gone.deals === 0 ? [] : [howMany('uncounted', gone, 'deals in stages that exist no longer')]),
  ];
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function told(name: string, value: number | null, { deals, deal_ids }: Count, formula: string): ReportNumber {
  return {
    name,
    value: value === null ? null : Math.round(value * 10_000) / 10_000,
    formula,
    deals,
    deal_ids,
  };
}

function howMany(name: string, count: Count | undefined, formula: string): ReportNumber {
  return told(name, count?.deals ?? 0, count ?? noDeals(), formula);
}

/** Rounded to whole minor units once, at the end. */
function money(name: string, count: Count | undefined, currency: string, formula: string): ReportNumber {
  return { ...told(name, Math.round(count?.sum ?? 0), count ?? noDeals(), formula), currency };
}
