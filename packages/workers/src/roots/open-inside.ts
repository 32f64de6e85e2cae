import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { type Folder, pathInside } from './walk.ts';

/** An open file and what its descriptor says of it. */
export interface Opened {
  readonly handle: FileHandle;
  readonly stats: Stats;
  /** Its names from the folder down, as the system has them. */
  readonly names: readonly string[];
}

/** No link at the end is followed, and opening neither waits for a writer nor takes a terminal. */
const READ =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens the regular file at a path that was followed, and judges what was opened rather than what was at that path
 * before: it must lie in the folder and on the folder's own mount. Undefined when there is no such file.
 */
export async function openInside(folder: Folder, path: string): Promise<Opened | undefined> {
  const handle = await open(path, READ).catch(() => undefined);
  if (handle === undefined) return undefined;
  const opened = await judge(folder, path, handle).catch(() => undefined);
  if (opened === undefined) await handle.close();
  return opened;
}

async function judge(folder: Folder, path: string, handle: FileHandle): Promise<Opened | undefined> {
  const stats = await handle.stat();
  if (!stats.isFile() || stats.nlink === 0) return undefined;
  const names = pathInside({ given: folder.real, real: folder.real }, await pathOf(handle, path, stats));
  if (names === undefined || names.length === 0) return undefined;
  return (await sameMount(folder, handle, stats)) ? { handle, stats, names } : undefined;
}

/** Where an open file is now: Linux says it of the descriptor, elsewhere the path must still lead to the same file. */
async function pathOf(handle: FileHandle, path: string, stats: Stats): Promise<string> {
  if (process.platform === 'linux') return readlink(`/proc/self/fd/${handle.fd}`);
  const real = await realpath(path);
  const now = await stat(real);
  if (now.dev !== stats.dev || now.ino !== stats.ino)
    throw new Error('the path leads to another file by now');
  return real;
}

/** What is mounted inside of a folder belongs to something else, even on the same device. */
async function sameMount(folder: Folder, handle: FileHandle, stats: Stats): Promise<boolean> {
  const root = await open(folder.real, constants.O_RDONLY);
  try {
    const [own, other] = await Promise.all([mountOf(root), mountOf(handle)]);
    return own === undefined || other === undefined ? (await root.stat()).dev === stats.dev : own === other;
  } finally {
    await root.close();
  }
}

/** Linux numbers its mounts; other systems tell devices apart. */
async function mountOf({ fd }: FileHandle): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const info = await readFile(`/proc/self/fdinfo/${fd}`, 'utf8').catch(() => '');
  return /^mnt_id:\s*(\d+)$/m.exec(info)?.[1];
}
