import { addDeal, type Count, noDeals } from './counts.ts';
import { type DealRow, isInPeriod, type PipelineQuestion, type StageRow } from './rows.ts';

/** How many deals entered each open stage in the period, and how many of these went further, by stage. */
export type Conversions = Map<string, { readonly entered: Count; readonly converted: Count }>;

/** For each open stage, the stages of its pipeline that are further: later open ones, and won. */
export function stagesAhead(stages: readonly StageRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    stages
      .filter(({ kind }) => kind === 'open')
      .map((from) => [
        from.stage_id,
        new Set(
          stages
            .filter(({ pipeline_id }) => pipeline_id === from.pipeline_id)
            .filter(({ kind, position }) => kind === 'won' || (kind === 'open' && position > from.position))
            .map(({ stage_id }) => stage_id),
        ),
      ]),
  );
}

/** Follows one deal through its history: which stages it entered in the period, and whether it then went further. */
export function addConversions(
  conversions: Conversions,
  { deal_id, moves }: Pick<DealRow, 'deal_id' | 'moves'>,
  ahead: ReadonlyMap<string, ReadonlySet<string>>,
  { period, as_of }: PipelineQuestion,
): void {
  const known = moves.filter(({ at }) => at <= as_of);
  const entries = known.filter(({ at }) => isInPeriod(at, period));
  for (const stage_id of new Set(entries.map(({ to_stage }) => to_stage))) {
    const further = ahead.get(stage_id);
    if (further === undefined) continue;
    const counts = conversions.get(stage_id) ?? { entered: noDeals(), converted: noDeals() };
    conversions.set(stage_id, counts);
    addDeal(counts.entered, deal_id);
    const first =
      entries
        .filter(({ to_stage }) => to_stage === stage_id)
        .map(({ at }) => at)
        .sort()[0] ?? '';
    if (known.some(({ to_stage, at }) => at >= first && further.has(to_stage)))
      addDeal(counts.converted, deal_id);
  }
}
