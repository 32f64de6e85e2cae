import { randomBytes } from 'node:crypto';
import type { Logger } from '@patchbay/observability';
import { eq } from 'drizzle-orm';
import { createStore } from './create-store.ts';
import type { DeclaredTables } from './declare/tables.ts';
import type { Engine } from './engine.ts';
import { isUnreachable, StorageConfigurationError, unwrapped } from './errors.ts';
import type { Migrations } from './migrate/migration.ts';
import { recomputeStale } from './migrate/recompute.ts';
import { migrateSqlite } from './migrate/sqlite.ts';
import { cursors } from './paging/cursor.ts';
import { openSqlite } from './sqlite/engine.ts';
import { asFileError } from './sqlite/file-fault.ts';
import type { Store } from './store.ts';
import { type Tables, tableFacts } from './tables.ts';

/** What a store is opened from. */
export interface OpenOptions<T extends Tables> {
  /** Whose store it is: names the scope of the migrations and, on PostgreSQL, the schema. */
  readonly server: string;
  /** The server's tables. */
  readonly tables: DeclaredTables<T>;
  readonly migrations: Migrations;
  /** The SQLite file; created when missing. Not used when `url` is set. */
  readonly file: string;
  /** A PostgreSQL database, instead of the file. */
  readonly url?: string | undefined;
  /** The PostgreSQL schema that holds the tables; the server's name unless said otherwise. */
  readonly schema?: string | undefined;
  /** PostgreSQL connections at the same time; 10 unless said otherwise. */
  readonly connections?: number | undefined;
  /** The longest time one PostgreSQL statement may run, in milliseconds; 15,000 unless said otherwise. */
  readonly statementMs?: number | undefined;
  /** Signs cursors; the store makes and keeps one of its own unless given. */
  readonly cursorSecret?: string | undefined;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

/**
 * Opens the store of a server and brings its schema up to date.
 *
 * A PostgreSQL that does not answer is no error here: calls fail as `unavailable` and `health` says so until it does.
 *
 * @throws StorageConfigurationError when the database is newer than the program or holds another server's store, and
 * with path and reason for a file that cannot be used; ToolError `unavailable` where that may pass by itself.
 */
export async function openStore<T extends Tables>(options: OpenOptions<T>): Promise<Store<T>> {
  const { url, now = Date.now } = options;
  const { engine, migrate } =
    url === undefined ? await sqliteParts(options) : await postgresParts(options, url);
  try {
    const store = createStore({
      declared: options.tables.sqlite,
      engine,
      now,
      file: url === undefined ? options.file : undefined,
      async prepare() {
        await migrate();
        await recomputeStale(engine, tableFacts(options.tables.sqlite, engine.tables));
        return cursors(options.cursorSecret ?? (await keptSecret(engine)), now);
      },
    });
    await store.internal
      .transaction({ mode: 'read' }, async () => {})
      .catch((error: unknown) => {
        if (url === undefined) throw asFileError(error, options.file);
        if (error instanceof StorageConfigurationError) throw error;
        const cause = causeOf(error);
        const problem = engine.problem?.(cause);
        if (!isUnreachable(cause))
          throw problem === undefined ? error : new StorageConfigurationError(`${problem}.`, { cause });
        options.log.warn(
          { err: causeOf(error) },
          'the database cannot be reached; the server starts without it',
        );
      });
    return store;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function causeOf(error: unknown): unknown {
  const inner = unwrapped(error);
  return inner instanceof Error && inner.cause !== undefined ? inner.cause : inner;
}

interface EngineParts {
  readonly engine: Engine;
  readonly migrate: () => Promise<void>;
}

async function sqliteParts<T extends Tables>({
  server,
  file,
  tables,
  migrations,
}: OpenOptions<T>): Promise<EngineParts> {
  const engine = await openSqlite(file, tables.sqlite);
  return { engine, migrate: () => migrateSqlite(engine.writer, server, migrations) };
}

async function postgresParts<T extends Tables>(options: OpenOptions<T>, url: string): Promise<EngineParts> {
  const { server, schema = server, connections = 10, statementMs = 15_000, log, migrations } = options;
  const [{ openPostgres }, { migratePostgres }, tables] = await Promise.all([
    import('./postgres/engine.ts'),
    import('./migrate/postgres.ts'),
    options.tables.postgres(),
  ]);
  const engine = await openPostgres({ url, schema, connections, statementMs, log }, tables);
  return { engine, migrate: () => migratePostgres(engine, { server, schema, migrations }) };
}

const secretName = 'cursor_secret';

async function keptSecret(engine: Engine): Promise<string> {
  const { settings } = engine.own;
  const found = await engine.transaction({ mode: 'read' }, ({ builder }) =>
    builder.select().from(settings).where(eq(settings.name, secretName)),
  );
  if (found[0] !== undefined) return found[0].value;
  return engine.transaction({ mode: 'write' }, async ({ builder }) => {
    const value = randomBytes(32).toString('base64url');
    await builder.insert(settings).values({ name: secretName, value }).onConflictDoNothing();
    const [kept] = await builder.select().from(settings).where(eq(settings.name, secretName));
    return kept?.value ?? value;
  });
}
