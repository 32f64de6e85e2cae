import type { Connection } from '../engine.ts';
import { scopesOf } from '../own/scopes.ts';
import { quoted } from '../postgres/engine.ts';
import { appliedSteps, createApplied, formerScope, hashOf, type PostgresStore } from './migration.ts';

/** Where every store stood before each server had a schema of its own. */
const formerSchema = 'public';

/** Whether the former schema holds a store of this server: one that has taken its first step. */
export async function isInFormerSchema(
  connection: Connection,
  { schema, migrations }: PostgresStore,
): Promise<boolean> {
  const [first] = migrations.postgres;
  if (schema === formerSchema || first === undefined) return false;
  const [known] = await connection.query('SELECT to_regclass($1)', [`${formerSchema}.patchbay_migrations`]);
  if (known === undefined || known[0] === null) return false;
  const taken = await connection.query(
    `SELECT 1 FROM ${formerSchema}.patchbay_migrations WHERE scope = $1 AND name = $2 AND hash = $3`,
    [formerScope, first.name, hashOf(first)],
  );
  return taken.length > 0;
}

/**
 * Moves a store from the former schema into the one in use, with its rows, indexes, sequences and functions.
 *
 * A program of before is kept from starting on what is left: it finds a step that it does not know.
 */
export async function moveFromFormerSchema(connection: Connection, store: PostgresStore): Promise<void> {
  const { schema } = store;
  // each write of a running program begins with a lock on this table: none is under way from here on
  await connection.query(`LOCK TABLE ${formerSchema}.patchbay_settings IN ACCESS EXCLUSIVE MODE`);
  const objects = ['TABLE patchbay_migrations', ...(await created(connection, store))];
  for (const object of objects) await connection.query(moving(object, schema));
  await leaveSign(connection, schema);
}

/** Tables and functions that the steps taken have created, as `TABLE leads`. */
async function created(
  connection: Connection,
  { server, migrations }: PostgresStore,
): Promise<readonly string[]> {
  const taken = appliedSteps(
    await connection.query(`SELECT scope, name, hash FROM ${formerSchema}.patchbay_migrations`),
    server,
  );
  const steps = scopesOf(server, migrations, 'postgres').flatMap(({ scope, migrations: known }) =>
    known.filter(({ name }) => taken.some((step) => step.scope === scope && step.name === name)),
  );
  return steps.flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      const [, kind, name] = /^CREATE (TABLE|FUNCTION) "?(\w+)/.exec(statement) ?? [];
      return kind === undefined || name === undefined ? [] : [`${kind} ${name}`];
    }),
  );
}

function moving(object: string, schema: string): string {
  const [kind = '', name = ''] = object.split(' ');
  // a later step may have dropped the table
  const found = kind === 'TABLE' ? 'TABLE IF EXISTS' : kind;
  return `ALTER ${found} ${formerSchema}.${quoted(name)} SET SCHEMA ${quoted(schema)}`;
}

async function leaveSign(connection: Connection, schema: string): Promise<void> {
  const [may] = await connection.query('SELECT has_schema_privilege($1, $2)', [formerSchema, 'CREATE']);
  // without the right to create tables there, a program of before could not start either
  if (may?.[0] !== true) return;
  const table = `${formerSchema}.patchbay_migrations`;
  await connection.query(createApplied(table));
  await connection.query(`INSERT INTO ${table} VALUES ($1, $2, $3, $4)`, [
    formerScope,
    `moved to the schema ${schema}`,
    '',
    new Date().toISOString(),
  ]);
}
