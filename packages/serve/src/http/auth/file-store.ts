/**
 * Keys in one JSON file, which several processes of one machine share.
 *
 * The file is only ever replaced whole, so a reader never sees half of it; changes take turns through a lock file.
 * Last uses go to a file of their own: written often and by many, they must not be able to undo a revocation.
 */
import { randomUUID } from 'node:crypto';
import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError, makePrivateFolder } from '@patchbay/core';
import { z } from 'zod';
import { type KeyRecord, keyRecord } from './key-record.ts';
import type { KeySnapshot, KeyStore } from './key-store.ts';

const keysFile = z.object({ version: z.literal(1), keys: z.array(keyRecord) });
const usesFile = z.record(z.string(), z.iso.datetime());
const absent = 'absent';
const lockMs = 5000;

/** Keeps the keys of one server in a file; keys of other servers in it are left alone. */
export function createFileStore(path: string, server: string): KeyStore {
  const usesPath = `${path}.used`;
  let watcher: FSWatcher | undefined;
  const change = (edit: (keys: readonly KeyRecord[]) => readonly KeyRecord[] | undefined) =>
    locked(path, async () => {
      const keys = edit((await readKeys(path)).keys);
      if (keys !== undefined) await replace(path, { version: 1, keys });
      return keys !== undefined;
    });
  return {
    place: path,
    freshMs: 200,
    async read() {
      const { version, keys } = await readKeys(path);
      return { version, keys: keys.filter((record) => record.server === server) };
    },
    version: () => versionOf(path),
    async add(record) {
      await change((keys) => [...keys, record]);
    },
    revoke: (id, at) => change((keys) => withRevoked(keys, server, id, at)),
    uses: () => readUses(usesPath),
    async recordUses(uses) {
      const known = await readUses(usesPath);
      const merged = new Map([...known, ...uses]);
      await replace(usesPath, Object.fromEntries([...merged].map(([id, at]) => [id, at.toISOString()])));
    },
    watch(listener) {
      watcher = watchFile(path, listener);
    },
    async close() {
      watcher?.close();
    },
  };
}

function withRevoked(keys: readonly KeyRecord[], server: string, id: string, at: Date) {
  const isMeant = (record: KeyRecord) => record.server === server && record.id === id;
  if (!keys.some(isMeant)) return undefined;
  return keys.map((record) =>
    isMeant(record) ? { ...record, revoked_at: record.revoked_at ?? at.toISOString() } : record,
  );
}

/** Reads content and version from one open file, so that they belong together. */
async function readKeys(path: string): Promise<KeySnapshot> {
  const file = await open(path).catch(ifMissing(undefined));
  if (file !== undefined && (await file.stat()).isDirectory()) {
    await file.close();
    throw new ConfigurationError(`${path} is a folder: name a file for keys in it.`);
  }
  if (file === undefined) return { version: absent, keys: [] };
  try {
    const version = versionText(await file.stat({ bigint: true }));
    const parsed = keysFile.safeParse(jsonIn(await file.readFile('utf8')));
    if (parsed.success) return { version, keys: parsed.data.keys };
    throw new ConfigurationError(`${path} is not a file of keys. Restore it, or move it away to start anew.`);
  } finally {
    await file.close();
  }
}

async function versionOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(ifMissing(undefined));
  return found === undefined ? absent : versionText(found);
}

/** A replaced file is another inode, which tells changes apart that fall into one tick of the clock. */
function versionText({ ino, mtimeNs, size }: { ino: bigint; mtimeNs: bigint; size: bigint }): string {
  return `${ino} ${mtimeNs} ${size}`;
}

async function readUses(path: string): Promise<ReadonlyMap<string, Date>> {
  const parsed = usesFile.safeParse(jsonIn(await readFile(path, 'utf8').catch(ifMissing('{}'))));
  // what cannot be read is only a convenience, and the next write replaces it
  return new Map(Object.entries(parsed.data ?? {}).map(([id, at]) => [id, new Date(at)]));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function replace(path: string, content: unknown): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function locked<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`;
  await makePrivateFolder(dirname(path));
  const deadline = Date.now() + lockMs;
  while (!(await claim(lock))) {
    if (Date.now() > deadline) {
      throw new ConfigurationError(
        `Another process is changing ${path}. If none is, it was ended while it did: delete ${lock}.`,
      );
    }
    await sleep(20);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function claim(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Watches the folder: a watched file that is replaced is no longer the one under that name. */
function watchFile(path: string, listener: () => void): FSWatcher | undefined {
  try {
    const watcher = watchFolder(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) listener();
    });
    // without notifications the version is asked for often enough
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

function ifMissing<Result>(instead: Result): (error: unknown) => Result {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
