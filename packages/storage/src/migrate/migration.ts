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

/** The steps of one owner: this package or the server. */
export interface Scope {
  readonly scope: 'storage' | 'server';
  readonly migrations: readonly Migration[];
}

/** Identifies what a step does, so that one edited after it was taken is noticed. */
export function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.statements.join('\n')).digest('hex').slice(0, 32);
}
