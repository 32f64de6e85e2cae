import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobFacts, type BlobSource, damaged, measure, pieceBytes, piecesOf } from './content.ts';

/** A content on disk that has no name yet. */
export interface Staged extends BlobFacts {
  readonly path: string;
}

/** Contents as files: `ab/cdef…` by their hashes, and `new/` for those that are being written. */
export interface BlobFolder {
  /** Writes a content to the disk, without a name. @throws ToolError `too_large`. */
  stage(source: BlobSource, maxBytes: number, signal?: AbortSignal): Promise<Staged>;
  /** Gives a content its name, for good. */
  place(staged: Staged): Promise<void>;
  /** Forgets a content that got no name. */
  discard(staged: Staged): Promise<void>;
  read(hash: string): AsyncIterable<Buffer>;
  remove(hash: string): Promise<void>;
  /** The hashes of files that were written before a time, in milliseconds since 1970, one list for each folder. */
  before(time: number): AsyncIterable<readonly string[]>;
  /** Removes what was begun before a time and never got its name. */
  clean(time: number): Promise<void>;
}

const unfinished = 'new';

/** The folder of the contents of a SQLite store. */
export function folderOf(file: string): BlobFolder {
  const root = `${file}-blobs`;
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2));
  return {
    stage: (source, maxBytes, signal) => stage(root, source, maxBytes, signal),
    async place({ hash, path }) {
      const target = pathOf(hash);
      if ((await folder(dirname(target))) !== undefined) await synced(root);
      await rename(path, target);
      await synced(dirname(target));
    },
    discard: ({ path }) => rm(path, { force: true }),
    async *read(hash) {
      const stream = createReadStream(pathOf(hash), { highWaterMark: pieceBytes });
      try {
        for await (const piece of stream) yield piece;
      } catch (error) {
        throw damaged(error);
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async *before(time) {
      for (const prefix of await entries(root)) {
        if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
        const names = (await entries(join(root, prefix))).filter((name) => /^[0-9a-f]{62}$/.test(name));
        const old = await Promise.all(names.map((name) => isBefore(join(root, prefix, name), time)));
        yield names.filter((_, index) => old[index]).map((name) => prefix + name);
      }
    },
    async clean(time) {
      for (const name of await entries(join(root, unfinished))) {
        const path = join(root, unfinished, name);
        if (await isBefore(path, time)) await rm(path, { force: true });
      }
    },
  };
}

async function stage(
  root: string,
  source: BlobSource,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Staged> {
  const path = join(root, unfinished, randomUUID());
  if ((await folder(dirname(path))) !== undefined) await synced(dirname(root));
  const file = await open(path, 'wx', 0o600);
  try {
    const seen = measure(maxBytes);
    for await (const piece of piecesOf(source, signal)) {
      seen.add(piece);
      await file.write(piece);
    }
    await file.sync();
    return { ...seen.facts(), path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes a folder that only its user can enter. @returns undefined when it was there. */
function folder(path: string): Promise<string | undefined> {
  return mkdir(path, { recursive: true, mode: 0o700 });
}

async function entries(path: string): Promise<readonly string[]> {
  return (await readdir(path).catch(() => [])).toSorted();
}

async function isBefore(path: string, time: number): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && facts.mtimeMs <= time;
}

/** Brings the names of a folder to the disk. */
async function synced(path: string): Promise<void> {
  // Windows cannot open folders, and needs not: there the rename itself is durable
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
