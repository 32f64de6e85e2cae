import type { Bag } from '../../json.ts';
import type { Agent } from '../agent.ts';
import type { Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';
import type { Shop } from './shop.ts';

/** A lead that one session created and alone moves. */
export interface OwnLead {
  readonly id: number;
  readonly name: string;
  status: string;
  version: number;
}

/** A write that was answered. */
export interface Done {
  readonly plan: Plan;
  readonly key: string;
  readonly answer: Bag;
}

/** What one agent knows of its own work. */
export interface Own {
  readonly agent: Agent;
  readonly shop: Shop;
  readonly ledger: Ledger;
  readonly leads: OwnLead[];
  /** The latest writes that were answered. */
  readonly done: Done[];
}

const remembered = 30;

/** Keeps the latest of a list. */
export function keep<Item>(items: Item[], item: Item): void {
  items.push(item);
  if (items.length > remembered) items.shift();
}
