/** How often an effect must be there in the end. */
export type Presence = 'once' | 'at most once' | 'never';

/** The tables in which effects are looked for. */
export const effectTables = ['leads', 'orders', 'activities', 'stock_moves', 'companies'] as const;

/** A table in which effects are looked for. */
export type EffectTable = (typeof effectTables)[number];

/** Where the marker of a write stands in the database. */
export interface Trace {
  readonly table: EffectTable;
  readonly marker: string;
}

/** What is known of one effect. */
export interface Effect {
  readonly presence: Presence;
  /** The id that the answer gave, where rows of the table bear it. */
  readonly id?: string | undefined;
}

/** Where a lead stands after the moves that were answered. */
export interface LeadState {
  readonly status: string;
  readonly version: number;
}

/** What all agents together have written, as far as answers tell. */
export class Ledger {
  /** The states of leads that one session alone moves, by id. */
  readonly leads = new Map<number, LeadState>();
  /** Who brought the contested product to each of its versions. */
  readonly wins = new Map<number, string>();
  /** Counts of the contested product without an answer. */
  unknownWins = 0;
  readonly #effects = new Map<EffectTable, Map<string, Effect>>(
    effectTables.map((table) => [table, new Map()]),
  );

  expect({ table, marker }: Trace, effect: Effect): void {
    this.#effects.get(table)?.set(marker, effect);
  }

  /** The effects of a table by their markers. */
  effects(table: EffectTable): ReadonlyMap<string, Effect> {
    return this.#effects.get(table) ?? new Map();
  }
}
