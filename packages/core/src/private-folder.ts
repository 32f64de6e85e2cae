import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it, for the user alone; one that is there stays as it is.
 *
 * Node's own recursion never ends where a system has folders in which nothing can be made, such as /proc.
 *
 * @throws Error of the system, when it cannot be made.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  if (await made(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makePrivateFolder(parent);
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    // another process was faster
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

/** Whether there is something of that name now; false when its parent is missing. */
async function made(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return true;
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined;
}
