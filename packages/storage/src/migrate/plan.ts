import { StorageConfigurationError } from '../errors.ts';
import { type Applied, hashOf, type Migration, type Scope } from './migration.ts';

/** A step to take. */
export interface Step extends Migration {
  readonly scope: string;
  readonly hash: string;
}

/**
 * The steps a database still has to take.
 *
 * @throws StorageConfigurationError when the database has taken steps that this program does not know, in the same
 * order and form: it was written by a newer version, a step was edited after its release, or it is another server's.
 */
export function pendingSteps(scopes: readonly Scope[], applied: readonly Applied[]): readonly Step[] {
  const known = scopes.map(({ scope }) => scope);
  const other = applied.find(({ scope }) => !known.includes(scope));
  if (other !== undefined) throw foreign(other.scope);
  return scopes.flatMap(({ scope, migrations }) => {
    const taken = applied
      .filter((entry) => entry.scope === scope)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const [index, entry] of taken.entries()) check(scope, entry, migrations[index]);
    return migrations
      .slice(taken.length)
      .map((migration) => ({ ...migration, scope, hash: hashOf(migration) }));
  });
}

function foreign(server: string): StorageConfigurationError {
  return new StorageConfigurationError(
    `The database holds the store of the server "${server}". Give each server a file or a schema of its own.`,
  );
}

function check(scope: string, entry: Applied, known: Migration | undefined): void {
  if (known?.name !== entry.name) {
    throw new StorageConfigurationError(
      `The database is newer than this program: it has taken the ${scope} migration "${entry.name}", which this version does not know. Install the version that wrote it, or restore a backup from before.`,
    );
  }
  if (hashOf(known) !== entry.hash) {
    throw new StorageConfigurationError(
      `The ${scope} migration "${entry.name}" differs from the one this database has taken. A released migration must not be edited: restore its text and add a new one.`,
    );
  }
}
