import { fold } from '@patchbay/schemas';
import type { Stage } from '../../../pipelines/stage.ts';
import type { CellProblem } from '../../../records/read-values.ts';
import type { StoredRow } from '../records/table.ts';

const outcomes: Readonly<Record<string, Stage['kind']>> = {
  won: 'won',
  'closed won': 'won',
  closedwon: 'won',
  gewonnen: 'won',
  gagne: 'won',
  ganado: 'won',
  lost: 'lost',
  'closed lost': 'lost',
  closedlost: 'lost',
  verloren: 'lost',
  perdu: 'lost',
  perdido: 'lost',
};

/** Whether a text says that a deal is won or lost, in the words of the usual exports. */
export function outcomeOf(text: unknown): 'won' | 'lost' | undefined {
  if (typeof text !== 'string') return undefined;
  const kind = outcomes[fold(text).trim()];
  return kind === 'won' || kind === 'lost' ? kind : undefined;
}

/** The stage in which deals of an outcome are: of the same pipeline as another stage, or of the first that has one. */
export function closedStage(
  stages: readonly Stage[],
  outcome: 'won' | 'lost',
  beside: Stage | undefined,
): Stage | undefined {
  const closed = stages.filter(({ kind }) => kind === outcome);
  return closed.find(({ pipeline_id }) => pipeline_id === beside?.pipeline_id) ?? closed[0];
}

/** What decides when a deal was closed. */
export interface Closing {
  readonly values: StoredRow;
  readonly existing: StoredRow | undefined;
  /** The stage it gets; undefined when it keeps its own. */
  readonly stage: Stage | undefined;
  /** The instant of the write, RFC 3339 in UTC. */
  readonly at: string;
}

/**
 * The instant at which a deal was closed, null for an open one, undefined when it stays as it is.
 *
 * A deal that is closed from the beginning was closed on its close date, unless it says more or that day is to come; one
 * that is closed by this write is closed now.
 */
export function closedAt({ values, existing, stage, at }: Closing): string | null | undefined {
  const { closed_at, close_date } = values;
  const said = typeof closed_at === 'string' ? closed_at : undefined;
  if (stage === undefined) return said;
  if (stage.kind === 'open') return null;
  if (said !== undefined) return said;
  const isOver = typeof close_date === 'string' && close_date <= at.slice(0, 10);
  if (existing === undefined && isOver) return `${close_date}T00:00:00.000Z`;
  return at;
}

/** What is said of a new deal that counts as closed by this write, since nothing says when it was. */
export function closedNowWords({ values, stage, at }: Closing, closed_at: unknown): string | undefined {
  const isTaken = stage !== undefined && stage.kind !== 'open' && closed_at === at;
  if (!isTaken || values['closed_at'] !== undefined) return undefined;
  return 'counts as closed now, since neither closed_at nor a close_date that is over says when it was';
}

/** Why a deal cannot have been closed when it says. */
export function closingProblems({ values, existing, stage }: Closing): readonly CellProblem[] {
  if (typeof values['closed_at'] !== 'string') return [];
  const isClosed = stage === undefined ? typeof existing?.['closed_at'] === 'string' : stage.kind !== 'open';
  return isClosed
    ? []
    : [{ field: 'closed_at', reason: 'is of won and lost deals, and this one is open: set its stage too' }];
}
