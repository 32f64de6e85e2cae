import type { DealRow, StageMove, StageRow } from './rows.ts';

/** A deal as it stood at the instant of a report. */
export interface JudgedDeal extends DealRow {
  readonly stage: StageRow;
  /** 0 to 1. */
  readonly chance: number;
  /** The day or instant at which it was won or lost; null while it is open. */
  readonly closed: string | null;
}

/**
 * A deal as of an instant; undefined in place of its stage where that exists no longer.
 *
 * Stages of the past are told by the moves; amounts, close dates and probabilities have no past and are today's. Won is
 * certain and lost is nothing, whatever else is written.
 */
export function judged(
  deal: DealRow,
  stages: ReadonlyMap<string, StageRow>,
  as_of: string,
): JudgedDeal | undefined {
  const stage_id = stageAsOf(deal, as_of);
  const stage = stages.get(stage_id);
  if (stage === undefined) return undefined;
  const isNow = stage_id === deal.stage_id;
  return {
    ...deal,
    stage,
    chance: chanceOf(isNow ? deal.probability : null, stage),
    closed: stage.kind === 'open' ? null : closedAt(deal, stages, stage, isNow, as_of),
  };
}

/** Where the last move before the instant had taken it; before its first move, where that began. */
function stageAsOf({ moves, stage_id }: DealRow, as_of: string): string {
  let last: StageMove | undefined;
  let next: StageMove | undefined;
  for (const move of moves) {
    if (move.at > as_of) next = next === undefined || move.at < next.at ? move : next;
    else if (last === undefined || follows(move, last)) last = move;
  }
  return last?.to_stage ?? next?.from_stage ?? stage_id;
}

/** Of two moves at one instant, the one that begins where the other ends comes after it. */
function follows(move: StageMove, known: StageMove): boolean {
  return move.at === known.at ? move.from_stage === known.to_stage : move.at > known.at;
}

function chanceOf(probability: number | null, stage: StageRow): number {
  if (stage.kind === 'won') return 1;
  if (stage.kind === 'lost') return 0;
  return Math.min(100, Math.max(0, probability ?? stage.probability)) / 100;
}

/** When it closed: as the deal says, or its history; a deal that came closed from elsewhere has its close date alone. */
function closedAt(
  { closed_at, close_date, moves }: DealRow,
  stages: ReadonlyMap<string, StageRow>,
  stage: StageRow,
  isNow: boolean,
  as_of: string,
): string | null {
  if (isNow && closed_at !== null) return closed_at;
  const reached = moves
    .filter(({ to_stage, at }) => at <= as_of && stages.get(to_stage)?.kind === stage.kind)
    .map(({ at }) => at);
  return reached.sort().at(-1) ?? close_date;
}
