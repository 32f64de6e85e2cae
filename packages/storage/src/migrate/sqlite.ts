import { StorageConfigurationError } from '../errors.ts';
import { scopesOf } from '../own/scopes.ts';
import type { SqliteConnection } from '../sqlite/connection.ts';
import { whileBusy } from '../sqlite/open-file.ts';
import { type Applied, appliedSteps, createApplied, formerScope, type Migrations } from './migration.ts';
import { pendingSteps, type Step } from './plan.ts';

const waitMs = 60_000;

/** Brings a SQLite file up to date: all missing steps in one transaction, or none. Safe while other processes start. */
export async function migrateSqlite(
  connection: SqliteConnection,
  server: string,
  migrations: Migrations,
): Promise<void> {
  const pending = () => pendingSteps(scopesOf(server, migrations, 'sqlite'), appliedIn(connection, server));
  if (pending().length === 0) return;
  // rebuilding a table drops the old one, which would delete what refers to it; checked as a whole below
  connection.run('PRAGMA foreign_keys = OFF');
  try {
    await whileBusy(() => connection.run('BEGIN IMMEDIATE'), undefined, waitMs);
    try {
      takeSteps(connection, server, pending);
      connection.run('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.run('ROLLBACK');
      throw error;
    }
  } finally {
    connection.run('PRAGMA foreign_keys = ON');
  }
}

/** The steps that a file has taken; none for a new one. */
function appliedIn(connection: SqliteConnection, server: string): readonly Applied[] {
  const [known] = connection.query("SELECT 1 FROM sqlite_master WHERE name = 'patchbay_migrations'");
  if (known === undefined) return [];
  return appliedSteps(connection.query('SELECT scope, name, hash FROM patchbay_migrations'), server);
}

function takeSteps(connection: SqliteConnection, server: string, pending: () => readonly Step[]): void {
  connection.run(createApplied());
  connection.query('UPDATE patchbay_migrations SET scope = ? WHERE scope = ?', [server, formerScope]);
  // another process may have taken them while this one waited for the lock
  for (const step of pending()) {
    for (const statement of step.statements) connection.run(statement);
    connection.query('INSERT INTO patchbay_migrations VALUES (?, ?, ?, ?)', [
      step.scope,
      step.name,
      step.hash,
      new Date().toISOString(),
    ]);
  }
  const [dangling] = connection.query('PRAGMA foreign_key_check');
  if (dangling !== undefined) {
    throw new StorageConfigurationError(
      `The migration would leave rows of table "${String(dangling[0])}" that refer to nothing. Nothing was changed.`,
    );
  }
}
