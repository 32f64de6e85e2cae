import { type Kit, sqliteKit } from './kit.ts';

/** Tables declared once, as each database knows them. */
export interface DeclaredTables<T> {
  /** Queries are written in the types of these. */
  readonly sqlite: T;
  /** Builds the same for PostgreSQL, whose builders are loaded then. */
  postgres(): Promise<T>;
}

/**
 * Declares tables for both databases at once.
 *
 * @example
 * export const tables = declareTables((k) => ({
 *   notes: k.table('notes', { ...tenantColumn(k), note_id: k.text('note_id').notNull(), text: k.text('text').notNull() },
 *     (t) => [k.primaryKey({ columns: [t.tenant, t.note_id] })]),
 * }));
 *
 * @param declare builds the tables from the builders of one database; called once for each.
 */
export function declareTables<T>(declare: (kit: Kit) => T): DeclaredTables<T> {
  return {
    sqlite: declare(sqliteKit),
    postgres: async () => declare((await import('./postgres-kit.ts')).postgresKit),
  };
}
