import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from '../errors.ts';
import { type SqliteConnection, sqliteConnection } from './connection.ts';

/** How long a reader may block the process while another process recovers or checkpoints the file. */
const readerBusyMs = 1_000;
const openDeadlineMs = 10_000;

/** The driver, loaded only when a file is opened. */
export async function loadSqlite() {
  return (await import('better-sqlite3')).default;
}

/**
 * Opens the connection that writes, creating the file and its folder where they are missing.
 *
 * `synchronous = FULL`: what a caller was told is on disk, also after a loss of power; it costs one fsync per commit.
 * The busy timeout is zero because the driver would block the whole process; waiting is the writer's business.
 */
export async function openWriter(file: string): Promise<SqliteConnection> {
  const Sqlite = await loadSqlite();
  await mkdir(dirname(file), { recursive: true });
  const raw = new Sqlite(file, { timeout: 0 });
  try {
    // switching to WAL needs the file for itself for a moment and does not wait by itself
    await whileBusy(() => raw.pragma('journal_mode = WAL'));
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    return sqliteConnection(raw);
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** Opens a connection that cannot write. */
export async function openReader(file: string): Promise<SqliteConnection> {
  const Sqlite = await loadSqlite();
  return sqliteConnection(new Sqlite(file, { readonly: true, fileMustExist: true, timeout: readerBusyMs }));
}

/** Repeats a step while another process holds the file, for ten seconds at most. */
export async function whileBusy<T>(step: () => T, signal?: AbortSignal, waitMs = openDeadlineMs): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let pause = 1; ; pause = Math.min(pause * 2, 25)) {
    signal?.throwIfAborted();
    try {
      return step();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pause > deadline) throw error;
    }
    await sleep(pause * (0.5 + Math.random()), undefined, signal && { signal });
  }
}
