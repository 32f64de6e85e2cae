import {
  type DealRow,
  isInPeriod,
  type MoneyFigure,
  type PipelineQuestion,
  type PipelineRows,
  type StagedDeal,
  type StageRow,
} from './rows.ts';

/** What a period is likely to bring, per currency: amounts of different currencies are never added. */
export interface Forecast {
  readonly currency: string;
  /** Amount times probability of what is to close in the period. */
  readonly weighted: MoneyFigure;
  /** Won already, plus open deals that are likely enough. */
  readonly commit: MoneyFigure;
  /** Won already, plus every open deal that is to close in the period. */
  readonly best_case: MoneyFigure;
  readonly won: MoneyFigure;
}

/** Forecasts a period from its deals: open ones by their close date, won ones by the day they were won. */
export function forecast(
  deals: readonly StagedDeal[],
  wonAt: ReadonlyMap<string, string>,
  { period, commit_probability = 70 }: PipelineQuestion,
): readonly Forecast[] {
  const due = deals.filter(
    ({ stage, close_date }) => stage.kind === 'open' && isInPeriod(close_date, period),
  );
  const won = deals.filter((deal) => deal.stage.kind === 'won' && isInPeriod(closedOn(deal, wonAt), period));
  const committed = due.filter(({ chance }) => chance * 100 >= commit_probability);
  const currencies = currenciesOf([...won, ...due]);
  return currencies.map((currency) => ({
    currency,
    weighted: moneyFigure(
      [...won, ...due],
      currency,
      'won amount + Σ amount × probability of open deals that close in the period',
      weightedAmount,
    ),
    commit: moneyFigure(
      [...won, ...committed],
      currency,
      `won amount + Σ amount of open deals that close in the period with probability ≥ ${commit_probability} %`,
    ),
    best_case: moneyFigure(
      [...won, ...due],
      currency,
      'won amount + Σ amount of all open deals that close in the period',
    ),
    won: moneyFigure(won, currency, 'Σ amount of deals won in the period'),
  }));
}

/** When each deal last reached a stage of a kind; a deal without such history is missing. */
export function reachedInstants(
  { moves, stages }: Pick<PipelineRows, 'moves' | 'stages'>,
  kind: StageRow['kind'],
): ReadonlyMap<string, string> {
  const wanted = new Set(stages.filter((stage) => stage.kind === kind).map(({ stage_id }) => stage_id));
  const found = new Map<string, string>();
  for (const { deal_id, to_stage, at } of moves) {
    const known = found.get(deal_id);
    if (wanted.has(to_stage) && (known === undefined || at > known)) found.set(deal_id, at);
  }
  return found;
}

/** The day a won deal closed: by its history, or else by its close date. */
export function closedOn(deal: DealRow, wonAt: ReadonlyMap<string, string>): string | null {
  return wonAt.get(deal.deal_id) ?? deal.close_date;
}

function weightedAmount({ amount_minor, chance }: StagedDeal): number {
  return (amount_minor ?? 0) * chance;
}

/** The currencies of deals, sorted. */
export function currenciesOf(deals: readonly DealRow[]): readonly string[] {
  return [...new Set(deals.flatMap(({ currency }) => currency ?? []))].sort();
}

/** Sums what deals of one currency are worth, rounded to whole minor units once at the end. */
export function moneyFigure(
  deals: readonly StagedDeal[],
  currency: string,
  formula: string,
  worth: (deal: StagedDeal) => number = ({ amount_minor }) => amount_minor ?? 0,
): MoneyFigure {
  const counted = deals.filter((deal) => deal.currency === currency);
  const sum = counted.reduce((total, deal) => total + worth(deal), 0);
  return { value: Math.round(sum), currency, formula, deal_ids: counted.map(({ deal_id }) => deal_id) };
}
