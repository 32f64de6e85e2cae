import type { ChangeGate } from '../changes/change-log.ts';
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
  /** Who sees and takes back which changes; `policyGate` makes one of a policy. */
  readonly gate: ChangeGate<NoInfer<T>>;
  /** The invented data of a demonstration, or what loads it where it is long. */
  readonly demo: DemoData<NoInfer<T>> | (() => Promise<DemoData<NoInfer<T>>>);
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
 *   gate: policyGate({ policy, objects: { notes: 'notes' } }),
 *   demo: async () => (await import('./demo.ts')).demo,
 * });
 */
export function defineStore<T extends Tables>(definition: StoreDefinition<T>): StoreDefinition<T> {
  return definition;
}
