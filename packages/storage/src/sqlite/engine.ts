import type { Connection, Engine, Run, TransactionOptions } from '../engine.ts';
import { mapped, unwrapped } from '../errors.ts';
import { guarded, overError, untilAborted } from '../guarded.ts';
import { ownTables } from '../own/tables.ts';
import { type Slots, slots } from '../slots.ts';
import { breathe } from './breathe.ts';
import { openReader, type SqliteConnection } from './connection.ts';
import { sqliteDialect } from './dialect.ts';
import { onFile } from './file-fault.ts';
import { fileIdentity } from './file-identity.ts';
import { openWriter, whileBusy } from './open-file.ts';
import { scanners } from './scanners.ts';

const readerCount = 4;
const defaultWaitMs = 10_000;
const closeWaitMs = 2_000;

/** A SQLite file with one writing and a few reading connections. */
export interface SqliteEngine extends Engine {
  readonly writer: SqliteConnection;
}

/**
 * Opens a file. Writes take turns in this process, and with other processes by `BEGIN IMMEDIATE`, retried while busy.
 *
 * @throws StorageConfigurationError for a file that cannot be used before the operator has done something.
 */
export async function openSqlite(file: string, tables: Engine['tables']): Promise<SqliteEngine> {
  const writer = await onFile(file, () => openWriter(file));
  const identity = fileIdentity(file);
  const writing = slots(1);
  const reading = slots(readerCount);
  const readers = readerPool(file, identity.check);
  const scanning = scanners(file, identity.check);
  return {
    dialect: 'sqlite',
    writer,
    tables,
    own: ownTables.sqlite,
    async transaction(options, work) {
      const { mode, waitMs = defaultWaitMs } = options;
      if (mode === 'scan') return scanning.transaction({ ...options, waitMs }, work);
      if (mode === 'read')
        return inTurn(reading, options, () => readers.lend((reader) => run(reader, 'BEGIN', options, work)));
      return inTurn(writing, options, () => run(writer, 'BEGIN IMMEDIATE', options, work, identity.check));
    },
    check: identity.check,
    async close() {
      // lets transactions that run come to their end; the turns are kept, so that none begins after
      const turns = [writing, ...Array.from({ length: readerCount }, () => reading)];
      await Promise.all(turns.map((own) => own.take({ waitMs: closeWaitMs }).catch(() => {})));
      await scanning.close();
      readers.close();
      writer.close();
    },
  };
}

/** Connections that read, opened when they are first needed. */
function readerPool(file: string, beforeOpen: () => void) {
  const idle: SqliteConnection[] = [];
  const all = new Set<SqliteConnection>();
  const opened = () =>
    mapped(async () => {
      // a new connection would see another file, or miss what stands in a log that was deleted
      beforeOpen();
      return openReader(file);
    });
  return {
    async lend<T>(work: (reader: SqliteConnection) => Promise<T>): Promise<T> {
      const reader = idle.pop() ?? (await opened());
      all.add(reader);
      try {
        return await work(reader);
      } finally {
        idle.push(reader);
      }
    },
    close() {
      for (const reader of all) reader.close();
    },
  };
}

async function inTurn<T>(turns: Slots, options: TransactionOptions, work: () => Promise<T>): Promise<T> {
  const { signal, waitMs = defaultWaitMs } = options;
  const end = await turns.take({ signal, waitMs });
  try {
    return await work();
  } finally {
    end();
  }
}

async function run<T>(
  connection: SqliteConnection,
  begin: string,
  { signal, waitMs = defaultWaitMs }: TransactionOptions,
  work: (connection: Connection) => Promise<T>,
  beforeCommit: () => void = () => {},
): Promise<T> {
  await mapped(() => whileBusy(() => connection.query(begin), signal, waitMs));
  const answer: Run = (text, parameters) =>
    mapped(async () => {
      // SQLite itself rolls back when the disk is full: what followed would be written outside of any transaction
      if (!connection.inTransaction) throw overError();
      return connection.answer(text, parameters);
    });
  const lent = guarded(answer, sqliteDialect, signal, breathe);
  try {
    const result = await untilAborted(work(lent), signal);
    signal?.throwIfAborted();
    beforeCommit();
    await mapped(async () => connection.query('COMMIT'));
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.query('ROLLBACK');
    throw unwrapped(error);
  } finally {
    lent.end(overError());
  }
}
