import { access, constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePrivateFolder } from '@patchbay/core';
import { isBusy } from '../errors.ts';
import { cacheKib, type SqliteConnection, sqliteConnection } from './connection.ts';
import { openDatabase } from './driver.ts';
import { requireRegular } from './file-fault.ts';

const openDeadlineMs = 10_000;

/**
 * Opens the connection that writes, creating the file and its folder where they are missing, for the user alone.
 *
 * `synchronous = FULL`: what a caller was told is on disk, also after a loss of power; it costs one fsync per commit.
 * The busy timeout is zero because the driver would block the whole process; waiting is the writer's business.
 */
export async function openWriter(file: string): Promise<SqliteConnection> {
  if (await requireRegular(file)) {
    // not by opening it: closing it again would drop the locks of other connections that this process has to it
    await access(file, constants.W_OK);
  } else {
    await makePrivateFolder(dirname(file));
    await makePrivate(file);
  }
  const connection = sqliteConnection(openDatabase(file));
  try {
    // switching to WAL needs the file for itself for a moment and does not wait by itself
    await whileBusy(() => connection.run('PRAGMA journal_mode = WAL'));
    connection.run(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -${cacheKib}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Makes an empty file that its user alone may read, unless there is a file; SQLite keeps the mode, also of its logs. */
export async function makePrivate(file: string): Promise<void> {
  await (await open(file, 'a', 0o600)).close();
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
