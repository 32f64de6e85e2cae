import { createHash } from 'node:crypto';

/** One step of a schema, as the generator embeds it. */
export interface Migration {
  /** Sorts after its predecessors: `0001_add_orders`. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** The steps of a schema for both databases, oldest first. */
export interface Migrations {
  readonly sqlite: readonly Migration[];
  readonly postgres: readonly Migration[];
}

/** What the database remembers of a step it has taken. */
export interface Applied {
  readonly scope: string;
  readonly name: string;
  readonly hash: string;
}

/** The steps of one owner: this package, or the server under its name. */
export interface Scope {
  readonly scope: string;
  readonly migrations: readonly Migration[];
}

/** A store in PostgreSQL: whose it is, and where. */
export interface PostgresStore {
  readonly server: string;
  readonly schema: string;
  readonly migrations: Migrations;
}

/** The scope of every server's steps before each server had one under its name. */
export const formerScope = 'server';

/** Creates the table in which a database remembers its steps. */
export function createApplied(table = 'patchbay_migrations'): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (scope TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (scope, name))`;
}

/** The rows of that table; a server's steps under their former scope count as those of `server`. */
export function appliedSteps(rows: readonly (readonly unknown[])[], server: string): readonly Applied[] {
  return rows.map(([scope, name, hash]) => ({
    scope: scope === formerScope ? server : String(scope),
    name: String(name),
    hash: String(hash),
  }));
}

/** Identifies what a step does, so that one edited after it was taken is noticed. */
export function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.statements.join('\n')).digest('hex').slice(0, 32);
}
