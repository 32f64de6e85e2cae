import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makePrivateFolder } from '@patchbay/core';

/** The text of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Replaces a file in one step, so that no reader sees half of it, and keeps what was there as `<file>.bak`, or as
 * `<file>.2.bak` and so on: no earlier copy is lost.
 *
 * A link stays a link, and the permissions stay; a new file, and every copy, is readable by its owner alone.
 *
 * @returns the path of the copy, when there was something to copy.
 */
export async function replaceFile(path: string, text: string): Promise<string | undefined> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  await makePrivateFolder(dirname(target));
  const backup = mode === undefined ? undefined : await copyOf(target);
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return backup;
}

/** Copies a file to the first free name beside it. */
async function copyOf(file: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? `${file}.bak` : `${file}.${number}.bak`;
    try {
      await copyFile(file, copy, constants.COPYFILE_EXCL);
      await chmod(copy, 0o600);
      return copy;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
