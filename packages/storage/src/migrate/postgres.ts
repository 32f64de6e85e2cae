import type { Connection, Engine } from '../engine.ts';
import { quoted } from '../postgres/engine.ts';
import type { Applied, Scope } from './migration.ts';
import { pendingSteps } from './plan.ts';

/** Any number that other users of the database are unlikely to lock; the schema's name is mixed in. */
const lockSpace = 0x7061_7463;

/** Brings a PostgreSQL schema up to date: all missing steps in one transaction, under an advisory lock. */
export async function migratePostgres(
  engine: Engine,
  schema: string,
  scopes: readonly Scope[],
): Promise<void> {
  const applied = await engine.transaction({ mode: 'read' }, (connection) => appliedIn(connection, schema));
  if (pendingSteps(scopes, applied).length === 0) return;
  await engine.transaction({ mode: 'schema', waitMs: 60_000 }, async (connection) => {
    await connection.query('SET LOCAL statement_timeout = 0');
    await connection.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockSpace, schema]);
    await takeSteps(connection, schema, scopes);
  });
}

async function takeSteps(connection: Connection, schema: string, scopes: readonly Scope[]): Promise<void> {
  // `IF NOT EXISTS` would still ask for the right to create schemas
  const [exists] = await connection.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (exists === undefined) await connection.query(`CREATE SCHEMA ${quoted(schema)}`);
  await connection.query(
    'CREATE TABLE IF NOT EXISTS patchbay_migrations (scope TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (scope, name))',
  );
  for (const step of pendingSteps(scopes, await appliedIn(connection, schema))) {
    for (const statement of step.statements) await connection.query(statement);
    await connection.query('INSERT INTO patchbay_migrations VALUES ($1, $2, $3, $4)', [
      step.scope,
      step.name,
      step.hash,
      new Date().toISOString(),
    ]);
  }
}

async function appliedIn(connection: Connection, schema: string): Promise<readonly Applied[]> {
  const [known] = await connection.query('SELECT to_regclass($1)', [`${quoted(schema)}.patchbay_migrations`]);
  if (known?.[0] === null || known === undefined) return [];
  const rows = await connection.query('SELECT scope, name, hash FROM patchbay_migrations');
  return rows.map(([scope, name, hash]) => ({
    scope: String(scope),
    name: String(name),
    hash: String(hash),
  }));
}
