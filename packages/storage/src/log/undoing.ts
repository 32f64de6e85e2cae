import type { OwnTables } from '../own/tables.ts';
import type { TableFacts } from '../tables.ts';
import type { Writing } from '../tenant/write-rows.ts';

/** What undoing needs beside the right to write. */
export interface Undoing extends Writing {
  readonly own: OwnTables;
  /** All tables of the store, by their name in the database. */
  readonly tables: ReadonlyMap<string, TableFacts>;
  /** Runs the work and takes it back, whatever comes of it. */
  attempt(work: () => Promise<void>): Promise<void>;
}
