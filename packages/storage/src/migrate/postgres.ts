import type { Connection, Engine } from '../engine.ts';
import { isForbidden, StorageConfigurationError } from '../errors.ts';
import { scopesOf } from '../own/scopes.ts';
import { quoted } from '../postgres/engine.ts';
import { isInFormerSchema, moveFromFormerSchema } from './former-schema.ts';
import { type Applied, appliedSteps, createApplied, formerScope, type PostgresStore } from './migration.ts';
import { pendingSteps } from './plan.ts';

/** Any number that other users of the database are unlikely to lock; the schema's name is mixed in. */
const lockSpace = 0x7061_7463;

/**
 * Brings a PostgreSQL schema up to date: all missing steps in one transaction, under an advisory lock, so that any
 * number of processes may start at once. A store from before, in `public`, is moved into the schema first.
 *
 * @throws StorageConfigurationError when the database is newer, another server's, or not the user's to change.
 */
export async function migratePostgres(engine: Engine, store: PostgresStore): Promise<void> {
  try {
    await engine.transaction({ mode: 'schema', waitMs: 60_000 }, async (connection) => {
      await connection.query('SET LOCAL statement_timeout = 0');
      await connection.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, store.schema]);
      await bringUpToDate(connection, store);
    });
  } catch (error) {
    throw isForbidden(error) ? forbidden(store.schema, error) : error;
  }
}

async function bringUpToDate(connection: Connection, store: PostgresStore): Promise<void> {
  const { server, schema, migrations } = store;
  const scopes = scopesOf(server, migrations, 'postgres');
  const moves = await isInFormerSchema(connection, store);
  const applied = await appliedIn(connection, store);
  if (moves && applied.length > 0) throw twoStores(schema);
  if (!moves && pendingSteps(scopes, applied).length === 0) return;
  // `IF NOT EXISTS` would still ask for the right to create schemas
  const [exists] = await connection.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (exists === undefined) await connection.query(`CREATE SCHEMA ${quoted(schema)}`);
  if (moves) await moveFromFormerSchema(connection, store);
  await connection.query(createApplied());
  await connection.query('UPDATE patchbay_migrations SET scope = $1 WHERE scope = $2', [server, formerScope]);
  for (const step of pendingSteps(scopes, await appliedIn(connection, store))) {
    for (const statement of step.statements) await connection.query(statement);
    await connection.query('INSERT INTO patchbay_migrations VALUES ($1, $2, $3, $4)', [
      step.scope,
      step.name,
      step.hash,
      new Date().toISOString(),
    ]);
  }
}

async function appliedIn(
  connection: Connection,
  { schema, server }: PostgresStore,
): Promise<readonly Applied[]> {
  const [known] = await connection.query('SELECT to_regclass($1)', [`${quoted(schema)}.patchbay_migrations`]);
  if (known === undefined || known[0] === null) return [];
  return appliedSteps(await connection.query('SELECT scope, name, hash FROM patchbay_migrations'), server);
}

function twoStores(schema: string): StorageConfigurationError {
  return new StorageConfigurationError(
    `The schema public holds a store of this server from before, and so does ${schema}. Rename or drop the one that is not wanted.`,
  );
}

function forbidden(schema: string, cause: unknown): StorageConfigurationError {
  return new StorageConfigurationError(
    `The database user may not create the schema ${schema}, or does not own what it holds. An administrator can run: CREATE SCHEMA ${quoted(schema)} AUTHORIZATION <user>.`,
    { cause },
  );
}
