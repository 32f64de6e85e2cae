import { rmSync } from 'node:fs';
import { readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StorageConfigurationError } from '../errors.ts';

/** What a copy under way is called after: `<target>.<process><this>`. */
export const partialEnding = '.partial';

/** The files that SQLite keeps beside a database, the database first. */
const parts = ['', '-wal', '-shm', '-journal'];

/**
 * Refuses to write a backup where it would destroy something.
 *
 * @throws StorageConfigurationError for the store's own files, by any path, link or name for the same file; for a file
 * that is there, unless it may be overwritten; for what is no file; for a folder that does not exist.
 */
export async function requireTarget(file: string, target: string, overwrite: boolean): Promise<void> {
  const folder = await realpath(dirname(resolve(target))).catch(() => undefined);
  if (folder === undefined) {
    throw new StorageConfigurationError(`There is no folder ${dirname(resolve(target))}: make it first.`);
  }
  const path = join(folder, basename(target));
  const there = await stat(path).catch(() => undefined);
  if (await isPartOf(file, path)) {
    throw new StorageConfigurationError(
      `${target} is the store itself: a backup there would destroy it. Name another file.`,
    );
  }
  if (there === undefined) return;
  if (!there.isFile()) throw new StorageConfigurationError(`${target} is there and is no file.`);
  if (overwrite) return;
  throw new StorageConfigurationError(
    `${target} is there already and stays as it is: name another file, or pass --force to replace it.`,
  );
}

/** Whether a path leads to a store's database or to one of the files that SQLite keeps beside it. */
export async function isPartOf(file: string, path: string): Promise<boolean> {
  const [other, ...own] = await Promise.all([path, ...parts.map((part) => `${file}${part}`)].map(identityOf));
  return own.some(
    (one) =>
      // a system that ignores case may have one file under two names
      one.path.toLowerCase() === other?.path.toLowerCase() ||
      (one.inode !== undefined && one.inode === other?.inode),
  );
}

/** Where a path really leads, and which file is there. */
async function identityOf(path: string): Promise<{ readonly path: string; readonly inode?: string }> {
  const folder = await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path)));
  const named = join(folder, basename(path));
  const [real, there] = await Promise.all([
    realpath(named).catch(() => named),
    stat(named, { bigint: true }).catch(() => undefined),
  ]);
  return { path: real, ...(there !== undefined && { inode: `${there.dev}:${there.ino}` }) };
}

/** Removes what backups of this target left behind whose process is gone. */
export async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(resolve(target));
  const prefix = `${basename(target)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith(partialEnding)) continue;
    const pid = Number(name.slice(prefix.length, -partialEnding.length));
    if (Number.isInteger(pid) && !(pid !== process.pid && isAlive(pid)))
      await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Removes a file when the process ends before its time; returns the function that calls this off. */
export function removedAtExit(file: string): () => void {
  const remove = () => rmSync(file, { force: true });
  const handlers = endings.map((signal) => {
    const handler = () => {
      remove();
      off();
      // ends as it would have without a listener, unless somebody else listens
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    return { signal, handler };
  });
  const off = () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
    process.off('exit', remove);
  };
  for (const { signal, handler } of handlers) process.on(signal, handler);
  process.on('exit', remove);
  return off;
}
