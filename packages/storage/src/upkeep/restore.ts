import { chmod, copyFile, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePrivateFolder } from '@patchbay/core';
import { isDamaged, StorageConfigurationError } from '../errors.ts';
import type { Migrations } from '../migrate/migration.ts';
import { migrateSqlite } from '../migrate/sqlite.ts';
import { sqliteConnection } from '../sqlite/connection.ts';
import { openDatabase } from '../sqlite/driver.ts';
import { onFile, requireRegular } from '../sqlite/file-fault.ts';
import { assertSound, copyInto, putInPlace } from './backup.ts';
import { isPartOf } from './backup-target.ts';
import { unpackBlobs } from './blob-archive.ts';

/** What is restored, and over what. */
export interface RestoreOptions {
  readonly backup: string;
  /** The store's file; created when missing. */
  readonly file: string;
  /** Whose store it is. */
  readonly server: string;
  readonly migrations: Migrations;
  /** How long to wait for a write under way, in milliseconds; 10,000 unless said otherwise. */
  readonly waitMs?: number;
}

/**
 * Makes a SQLite store what it was at the time of a backup.
 *
 * The backup is checked, and brought up to this program's schema, before the store is touched. Replacing it is one
 * transaction of the store's file: after a crash it is wholly the old or wholly the new one, and servers that have it
 * open see the restored rows from their next statement on.
 *
 * @throws StorageConfigurationError when the backup is missing, damaged, the store itself or no store, or newer than this program, and when a write
 * holds the store for longer than the wait.
 */
export async function restoreStore(options: RestoreOptions): Promise<void> {
  const { backup, file, waitMs = 10_000 } = options;
  if (await isPartOf(file, backup)) {
    throw new StorageConfigurationError(`${backup} is the store itself: name a backup of it.`);
  }
  if (!(await requireRegular(backup))) throw new StorageConfigurationError(`There is no file ${backup}.`);
  const exists = await requireRegular(file);
  const prepared = `${file}.restoring`;
  try {
    await removed(prepared);
    await onFile(backup, async () => (await open(backup, 'r')).close());
    await onFile(prepared, async () => {
      await copied(backup, prepared);
      await prepare(prepared, options);
    });
    await onFile(file, () => (exists ? replace(prepared, file, waitMs) : putInPlace(prepared, file)));
  } finally {
    await removed(prepared).catch(() => {});
  }
}

/** Copies the backup beside the store, for the user alone. */
async function copied(backup: string, prepared: string): Promise<void> {
  await makePrivateFolder(dirname(prepared));
  await copyFile(backup, prepared);
  await chmod(prepared, 0o600);
}

async function removed(file: string): Promise<void> {
  for (const part of ['', '-wal', '-shm', '-journal']) await rm(`${file}${part}`, { force: true });
}

async function prepare(
  prepared: string,
  { backup, file, server, migrations }: RestoreOptions,
): Promise<void> {
  const raw = openDatabase(prepared);
  const connection = sqliteConnection(raw);
  try {
    const [known] = connection.query("SELECT 1 FROM sqlite_master WHERE name = 'patchbay_migrations'");
    if (known === undefined)
      throw new StorageConfigurationError(`The file ${backup} is not a backup of a store.`);
    assertSound(raw, backup);
    connection.run('PRAGMA journal_mode = DELETE');
    await migrateSqlite(connection, server, migrations);
    await unpackBlobs(raw, file);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    throw new StorageConfigurationError(`The file ${backup} is damaged or no SQLite file.`, { cause: error });
  } finally {
    connection.close();
  }
}

async function replace(prepared: string, file: string, waitMs: number): Promise<void> {
  const source = openDatabase(prepared, { readOnly: true });
  const deadline = performance.now() + waitMs;
  try {
    while (!(await copyInto(source, file))) {
      if (performance.now() > deadline) {
        throw new StorageConfigurationError(
          `The store ${file} is being written to without a pause; stop its servers and restore again.`,
        );
      }
      await sleep(20);
    }
  } finally {
    source.close();
  }
}
