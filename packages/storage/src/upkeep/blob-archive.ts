import type { DatabaseSync } from 'node:sqlite';
import { checked } from '../blobs/content.ts';
import { type BlobFolder, folderOf } from '../blobs/folder.ts';
import { StorageConfigurationError } from '../errors.ts';

/** Marks chunks of a backup that were a file in the store. */
const packed = 'file_';

/** For files that are thrown away when they are cut short, and brought to the disk as a whole when they are done. */
const quick = 'PRAGMA synchronous = OFF';

/**
 * Takes the contents that a copy of a store refers to out of the store's folder into the copy, which is then one file.
 *
 * @throws StorageConfigurationError when one is missing or damaged.
 */
export async function packBlobs(copy: DatabaseSync, file: string): Promise<void> {
  const folder = folderOf(file);
  copy.exec(quick);
  copy.exec(
    'DELETE FROM patchbay_blobs WHERE content IS NULL AND hash NOT IN (SELECT hash FROM patchbay_blob_links)',
  );
  const insert = copy.prepare('INSERT INTO patchbay_blob_chunks (content, position, data) VALUES (?, ?, ?)');
  const name = copy.prepare('UPDATE patchbay_blobs SET content = ? WHERE hash = ?');
  for (const { hash } of blobsOf(copy, 'content IS NULL')) {
    await inTransaction(copy, async () => {
      let position = 0;
      for await (const piece of sound(folder.read(hash), hash)) {
        insert.run(packed + hash, position, piece);
        position += 1;
      }
      name.run(packed + hash, hash);
    });
  }
}

/**
 * Gives a store that was made from a backup its contents as files again, and checks those that stay in the database.
 * Files come before the rows that need them: a restore that is cut short leaves files for the sweep.
 *
 * @throws StorageConfigurationError when one is damaged.
 */
export async function unpackBlobs(prepared: DatabaseSync, file: string): Promise<void> {
  const folder = folderOf(file);
  prepared.exec(quick);
  const drop = prepared.prepare('DELETE FROM patchbay_blob_chunks WHERE content = ?');
  const name = prepared.prepare('UPDATE patchbay_blobs SET content = NULL WHERE hash = ?');
  let unpacked = 0;
  for (const { hash, content } of blobsOf(prepared, 'content IS NOT NULL')) {
    const pieces = sound(piecesIn(prepared, content), hash);
    if (!content.startsWith(packed)) {
      for await (const _piece of pieces);
      continue;
    }
    await place(folder, pieces);
    drop.run(content);
    name.run(hash);
    unpacked += 1;
  }
  if (unpacked > 0) prepared.exec('VACUUM');
}

async function place(folder: BlobFolder, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const staged = await folder.stage(pieces, Number.POSITIVE_INFINITY);
  try {
    await folder.place(staged);
  } finally {
    await folder.discard(staged);
  }
}

interface Stored {
  readonly hash: string;
  readonly content: string;
}

function blobsOf(database: DatabaseSync, where: string): readonly Stored[] {
  return database
    .prepare(`SELECT hash, content FROM patchbay_blobs WHERE ${where} ORDER BY hash`)
    .all()
    .map(({ hash, content }) => ({ hash: String(hash), content: String(content) }));
}

async function* piecesIn(database: DatabaseSync, content: string): AsyncGenerator<Uint8Array> {
  const read = database.prepare('SELECT data FROM patchbay_blob_chunks WHERE content = ? AND position = ?');
  for (let position = 0; ; position += 1) {
    const data = read.get(content, position)?.['data'];
    if (!(data instanceof Uint8Array)) return;
    yield data;
  }
}

/** Passes pieces on. @throws StorageConfigurationError when they are not those of the hash. */
async function* sound(pieces: AsyncIterable<Uint8Array>, hash: string): AsyncGenerator<Uint8Array> {
  try {
    yield* checked(pieces, hash);
  } catch (error) {
    throw new StorageConfigurationError(`The content ${hash} is missing or damaged.`, { cause: error });
  }
}

async function inTransaction(database: DatabaseSync, work: () => Promise<void>): Promise<void> {
  database.exec('BEGIN');
  try {
    await work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
