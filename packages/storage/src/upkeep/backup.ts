import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { StorageConfigurationError } from '../errors.ts';
import { loadSqlite } from '../sqlite/open-file.ts';
import type { Store } from '../store.ts';

/** What a backup has become. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
}

const pagesPerStep = 1_000;

/**
 * Copies a SQLite store to a file while it is in use: the state of one moment, checked, in one file, put in place at
 * once. Writers are not held up.
 *
 * @throws StorageConfigurationError for PostgreSQL, with the commands that do the same.
 */
export async function backupStore(store: Pick<Store, 'internal'>, target: string): Promise<BackupReport> {
  const { file } = store.internal;
  if (file === undefined) throw new StorageConfigurationError(postgresRecipe);
  const Sqlite = await loadSqlite();
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  const source = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    // an open read pins one state: without it the copy would start again with every write of another connection
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await copyInto(source, partial);
  } finally {
    source.close();
  }
  const copy = new Sqlite(partial);
  try {
    copy.pragma('journal_mode = DELETE');
    assertSound(copy, partial);
  } finally {
    copy.close();
  }
  await putInPlace(partial, target);
  return { file: target, bytes: (await stat(target)).size };
}

/** Copies a database over the file of another, as one transaction of that file. */
export async function copyInto(source: BetterSqlite.Database, target: string): Promise<void> {
  const { totalPages } = await source.backup(target, { progress: () => pagesPerStep });
  // the driver takes a target that is locked for a finished copy of nothing
  if (totalPages === 0) throw Object.assign(new Error('The target is locked.'), { code: 'SQLITE_BUSY' });
}

/** @throws StorageConfigurationError when the file is damaged. */
export function assertSound(database: BetterSqlite.Database, file: string): void {
  const found: unknown = database.pragma('integrity_check', { simple: true });
  if (found !== 'ok') throw new StorageConfigurationError(`The file ${file} is damaged: ${String(found)}`);
}

/** Renames a finished file to its name, so that a crash leaves either the old one or the new one, and on disk. */
export async function putInPlace(partial: string, target: string): Promise<void> {
  await synced(partial);
  await rename(partial, target);
  // Windows cannot open folders, and needs not: there the rename itself is durable
  await synced(dirname(target)).catch(() => {});
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const postgresRecipe =
  'PostgreSQL is backed up with its own tools: `pg_dump --format=custom --schema=<schema> --file=store.dump <url>`, and restored with `pg_restore --clean --if-exists --single-transaction --dbname=<url> store.dump` while no server runs.';
