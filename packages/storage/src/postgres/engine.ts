import type { Logger } from '@patchbay/observability';
import type { Pool, PoolClient } from 'pg';
import type { Answer, Connection, Engine, Run, TransactionOptions } from '../engine.ts';
import { isLostRace, mapped, unwrapped } from '../errors.ts';
import { guarded, overError, untilAborted } from '../guarded.ts';
import { ownTables } from '../own/tables.ts';
import { repeated } from '../repeated.ts';
import { sharedSlots } from '../slots.ts';
import { postgresDialect } from './builder.ts';
import { postgresPlace, postgresProblem } from './place.ts';
import { valueParsers } from './values.ts';

/** Attempts of a write beside others; after them it asks to be alone. */
const attemptsBesideOthers = 3;
const defaultWaitMs = 10_000;
/** How long a read waits for a table that is locked, which only changes of its shape do. */
const readLockMs = 2_000;

/** Where a PostgreSQL store lives. */
export interface PostgresOptions {
  readonly url: string;
  /** The schema that holds the tables; created when missing. */
  readonly schema: string;
  /** Connections at the same time. */
  readonly connections: number;
  /** The longest time one statement may run, in milliseconds. */
  readonly statementMs: number;
  readonly log: Logger;
}

/** PostgreSQL behind a pool. Nothing connects before the first transaction. */
export async function openPostgres(options: PostgresOptions, tables: Engine['tables']): Promise<Engine> {
  const [{ default: pg }, own] = await Promise.all([import('pg'), ownTables.postgres()]);
  const pool = new pg.Pool({
    connectionString: options.url,
    // one more than transactions use: a running statement is cancelled over a connection of its own
    max: options.connections + 1,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'patchbay',
  });
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection broke'));
  // a connection may break at any moment from its opening on; whoever uses it learns of it from its statement
  pool.on('connect', (client) => client.on('error', () => {}));
  const turns = sharedSlots(options.connections, Math.ceil(options.connections / 2));
  return {
    dialect: 'postgres',
    tables,
    own,
    async transaction(how, work) {
      const end = await turns.take({
        share: how.asker?.tool,
        signal: how.signal,
        waitMs: how.waitMs ?? defaultWaitMs,
      });
      try {
        const run = (attempt: number) =>
          once(pool, options, { ...how, alone: attempt > attemptsBesideOthers }, work);
        return how.attempt === undefined ? await repeated(run, how.signal) : await run(how.attempt);
      } catch (error) {
        throw unwrapped(error);
      } finally {
        end();
      }
    },
    problem(error) {
      const reason = postgresProblem(error);
      return reason === undefined ? undefined : `${postgresPlace(options.url)}: ${reason}`;
    },
    close: () => pool.end(),
  };
}

interface Attempt extends TransactionOptions {
  /** Whether to keep other writes away, so that none can win against this one. */
  readonly alone: boolean;
}

async function once<T>(
  pool: Pool,
  options: PostgresOptions,
  { mode, signal, alone }: Attempt,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const client = await mapped(() => pool.connect());
  const held = hold(pool, client, signal);
  const lent = guarded(held.run, postgresDialect, signal);
  try {
    await mapped(() => client.query(beginning(mode, alone, options)));
    const result = await untilAborted(work(lent), signal);
    lent.end(overError());
    if (held.lost() !== undefined) throw held.lost();
    signal?.throwIfAborted();
    await mapped(() => client.query('COMMIT'));
    await held.release();
    return result;
  } catch (error) {
    lent.end(overError());
    const broken = await client.query('ROLLBACK').then(
      () => undefined,
      (failure: unknown) => (failure instanceof Error ? failure : new Error('rollback failed')),
    );
    await held.release(broken);
    throw held.lost() ?? error;
  }
}

/** Watches over a connection while a transaction has it. */
function hold(pool: Pool, client: PoolClient, signal: AbortSignal | undefined) {
  let lost: unknown;
  let cancelling: Promise<void> | undefined;
  const onAbort = () => {
    cancelling = cancelStatement(pool, client);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  const run: Run = async (text, parameters) => {
    try {
      return await mapped(() => answer(client, text, parameters));
    } catch (error) {
      if (isLostRace(error)) lost = error;
      throw error;
    }
  };
  return {
    run,
    /** That a race was lost, remembered since the work may turn the error into another or go on without it. */
    lost: () => lost,
    async release(broken?: Error) {
      signal?.removeEventListener('abort', onAbort);
      // a late cancellation would hit whatever this connection does next
      await cancelling;
      client.release(broken);
    },
  };
}

/** One round trip: settings are local to the transaction, so that poolers between us and the server do no harm. */
function beginning(
  mode: TransactionOptions['mode'],
  alone: boolean,
  { schema, statementMs }: PostgresOptions,
): string {
  const settings = `SET LOCAL search_path TO ${quoted(schema)}; SET LOCAL statement_timeout = ${Math.round(statementMs)}`;
  if (mode === 'schema') return `BEGIN ISOLATION LEVEL READ COMMITTED; ${settings}`;
  if (mode === 'read' || mode === 'scan')
    return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}; SET LOCAL lock_timeout = ${readLockMs}`;
  // unlike an advisory lock, which a SELECT takes, this one comes before the snapshot of the transaction
  const lock = `LOCK TABLE patchbay_settings IN ${alone ? 'SHARE ROW EXCLUSIVE' : 'ROW EXCLUSIVE'} MODE`;
  return `BEGIN ISOLATION LEVEL SERIALIZABLE; ${settings}; ${lock}`;
}

/** A name as PostgreSQL quotes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function answer(client: PoolClient, text: string, values: readonly unknown[]): Promise<Answer> {
  const { rows, fields } = await client.query<unknown[]>({
    text,
    values: [...values],
    rowMode: 'array',
    types: valueParsers,
  });
  return { rows, columns: () => fields.map(({ name }) => name) };
}

async function cancelStatement(pool: Pool, client: PoolClient): Promise<void> {
  const pid: unknown = Reflect.get(client, 'processID');
  // a courtesy to the database: when it fails, the statement ends by its own timeout
  await pool.query('SELECT pg_cancel_backend($1)', [pid]).catch(() => {});
}
