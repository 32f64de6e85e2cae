import type { Bag } from '../../json.ts';
import type { Trace } from './ledger.ts';

/** One write: what is asked, what its answer must be, and where its effect will be. */
export interface Plan {
  readonly kind: PlanKind;
  readonly tool: string;
  readonly args: Bag;
  readonly traces: readonly Trace[];
  check(answer: Bag): string | undefined;
  /** The ids of the effects, in the order of the traces; undefined where rows bear no id of the answer. */
  idsOf(answer: Bag): readonly (string | undefined)[];
  /** Learns from the first answer. */
  learn?(answer: Bag): void;
}

/** The kinds of writes. */
export type PlanKind = 'lead' | 'order' | 'activity' | 'stock' | 'batch';
