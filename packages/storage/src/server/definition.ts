import type { DeclaredTables } from '../declare/tables.ts';
import type { Migrations } from '../migrate/migration.ts';
import type { Tables } from '../tables.ts';
import type { TenantWriteDb } from '../tenant/db.ts';

/** The store of a server as data. */
export interface StoreDefinition<T extends Tables> {
  /** Whose store it is: names its settings, its file, its PostgreSQL schema and the scope of its migrations. */
  readonly server: string;
  readonly tables: DeclaredTables<T>;
  readonly migrations: Migrations;
  /** Loads the invented data of a demonstration. */
  readonly demo: () => Promise<DemoData<T>>;
}

/** What a demonstration begins with. */
export interface DemoData<T extends Tables> {
  /** Fills an empty store. */
  fill(db: TenantWriteDb<T>, now: Date): Promise<unknown>;
  /** Changes a row or two: the change that examples of reading and undoing changes name, as `demoChangeId`. */
  change(db: TenantWriteDb<T>, now: Date): Promise<unknown>;
}

/**
 * Gives back its argument, typed.
 *
 * @example
 * export const notesStore = defineStore({
 *   server: 'notes',
 *   tables,
 *   migrations,
 *   demo: async () => (await import('./demo.ts')).demo,
 * });
 */
export function defineStore<T extends Tables>(definition: StoreDefinition<T>): StoreDefinition<T> {
  return definition;
}
