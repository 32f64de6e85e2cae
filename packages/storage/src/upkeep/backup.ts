import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isBusy, isWithoutCause, StorageConfigurationError } from '../errors.ts';
import { openDatabase, sqliteDriver } from '../sqlite/driver.ts';
import { onFile } from '../sqlite/file-fault.ts';
import { makePrivate } from '../sqlite/open-file.ts';
import type { Store } from '../store.ts';
import { partialEnding, removeAbandoned, removedAtExit, requireTarget } from './backup-target.ts';
import { packBlobs } from './blob-archive.ts';

/** What a backup has become. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
}

const pagesPerStep = 1_000;

/** How a backup is made. */
export interface BackupOptions {
  /** Whether a file that is there already is replaced; refused unless said so. */
  readonly overwrite?: boolean;
}

/**
 * Copies a SQLite store to a file while it is in use: the state of one moment with the blobs that it refers to, checked,
 * in one file that its owner alone may read, put in place at once. Writers are not held up.
 *
 * @throws StorageConfigurationError for PostgreSQL, with the commands that do the same; for a target that is the store
 * itself or a part of it, by whatever name; for one that is there already; for a folder that is not; when a blob is missing or damaged.
 */
export async function backupStore(
  store: Pick<Store, 'internal'>,
  target: string,
  { overwrite = false }: BackupOptions = {},
): Promise<BackupReport> {
  const { file } = store.internal;
  if (file === undefined) throw new StorageConfigurationError(postgresRecipe);
  await requireTarget(file, target, overwrite);
  await removeAbandoned(target);
  const partial = `${target}.${process.pid}${partialEnding}`;
  const forget = removedAtExit(partial);
  try {
    await onFile(file, () => copyOf(file, partial));
    await onFile(target, () => putInPlace(partial, target));
  } finally {
    forget();
    await rm(partial, { force: true });
  }
  return { file: target, bytes: (await stat(target)).size };
}

async function copyOf(file: string, partial: string): Promise<void> {
  // made before SQLite opens it, so that nobody else can read what is copied into it
  await onFile(partial, () => makePrivate(partial));
  const source = openDatabase(file, { readOnly: true, timeout: 5_000 });
  try {
    // an open read pins one state: without it the copy would start again with every write of another connection
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    if (!(await copyInto(source, partial)))
      throw new StorageConfigurationError(`Another program uses ${partial}.`);
  } finally {
    source.close();
  }
  const copy = openDatabase(partial);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    await packBlobs(copy, file);
    assertSound(copy, partial);
  } finally {
    copy.close();
  }
}

/**
 * Copies a database over the file of another, as one transaction of that file.
 *
 * @returns false when another connection holds the target, which is then as it was.
 */
export async function copyInto(source: DatabaseSync, target: string): Promise<boolean> {
  try {
    await sqliteDriver().backup(source, target, { rate: pagesPerStep });
    return true;
  } catch (error) {
    if (isBusy(error) || isWithoutCause(error)) return false;
    throw error;
  }
}

/** @throws StorageConfigurationError when the file is damaged. */
export function assertSound(database: DatabaseSync, file: string): void {
  const found = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
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

/** How PostgreSQL is backed up. */
export const postgresRecipe =
  'PostgreSQL is backed up with its own tools: `pg_dump --format=custom --schema=<schema> --file=store.dump <url>`, and restored with `pg_restore --clean --if-exists --single-transaction --dbname=<url> store.dump` while no server runs.';
