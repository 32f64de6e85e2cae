import { and, asc, eq, gt, inArray, isNull, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { StoreInternals } from '../store.ts';
import { dropUnnamed, uploadsBefore } from './chunks.ts';
import { type BlobFolder, folderOf } from './folder.ts';

const rowsPerTransaction = 200;
/** A write that has got no further for so long was cut short. */
const longestWriteMs = 3_600_000;

/**
 * Removes contents that nothing has needed for a time, and what writes that were cut short have left.
 *
 * Rows go first: a content without one cannot be linked. Its file goes in a transaction that finds no row, and files
 * get their names in a transaction that writes one, so that neither can happen inside the other.
 *
 * @returns how many contents had no links.
 */
export async function sweepBlobs(store: StoreInternals, graceMs: number): Promise<number> {
  const until = store.now() - graceMs;
  const givenUp = store.now() - Math.max(graceMs, longestWriteMs);
  await inOrder((after) => markIdle(store, after));
  const removed = await removeIdle(store, until);
  await inOrder((after) => dropUploads(store, after, givenUp));
  if (store.file !== undefined) {
    const folder = folderOf(store.file);
    await folder.clean(givenUp);
    await removeFiles(store, folder, until);
  }
  return removed;
}

/** Goes through a table in the order of its key, batch by batch. */
async function inOrder(step: (after: string) => Promise<string | undefined>): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined; ) after = await step(after);
}

/** Notes contents that have lost their last link; their time begins then. */
async function markIdle(
  { own, transaction, now }: StoreInternals,
  after: string,
): Promise<string | undefined> {
  const { blobs } = own;
  const found = await transaction({ mode: 'read' }, ({ builder }) =>
    builder
      .select({ hash: blobs.hash, linked: sql<number>`count(${own.blobLinks.hash})` })
      .from(blobs)
      .leftJoin(own.blobLinks, eq(own.blobLinks.hash, blobs.hash))
      .where(and(gt(blobs.hash, after), isNull(blobs.idle_since)))
      .groupBy(blobs.hash)
      .orderBy(asc(blobs.hash))
      .limit(rowsPerTransaction),
  );
  const idle = found.flatMap(({ hash, linked }) => (linked === 0 ? [hash] : []));
  if (idle.length > 0) {
    await transaction({ mode: 'write' }, async (connection) => {
      await connection.builder
        .update(blobs)
        .set({ idle_since: now() })
        .where(and(inArray(blobs.hash, idle), isNull(blobs.idle_since), unlinked(connection, own)));
    });
  }
  return found.at(-1)?.hash;
}

async function removeIdle({ own, transaction }: StoreInternals, until: number): Promise<number> {
  const { blobs, blobChunks } = own;
  for (let total = 0; ; ) {
    const removed = await transaction({ mode: 'write' }, async (connection) => {
      const { builder } = connection;
      const old = await builder
        .select({ hash: blobs.hash })
        .from(blobs)
        .where(and(lte(blobs.idle_since, until), unlinked(connection, own)))
        .limit(rowsPerTransaction);
      const hashes = old.map(({ hash }) => hash);
      if (hashes.length === 0) return 0;
      const gone = await builder.delete(blobs).where(inArray(blobs.hash, hashes)).returning();
      const contents = gone.flatMap(({ content }) => content ?? []);
      if (contents.length > 0) await builder.delete(blobChunks).where(inArray(blobChunks.content, contents));
      return gone.length;
    });
    total += removed;
    if (removed < rowsPerTransaction) return total;
  }
}

/** Removes uploads that no content names. */
async function dropUploads(store: StoreInternals, after: string, until: number): Promise<string | undefined> {
  const { blobs, blobChunks } = store.own;
  const found = await store.transaction({ mode: 'read' }, ({ builder }) =>
    builder
      .select({ content: blobChunks.content, hash: blobs.hash })
      .from(blobChunks)
      .leftJoin(blobs, eq(blobs.content, blobChunks.content))
      .where(
        and(
          eq(blobChunks.position, 0),
          gt(blobChunks.content, after),
          lt(blobChunks.content, uploadsBefore(until)),
        ),
      )
      .orderBy(asc(blobChunks.content))
      .limit(rowsPerTransaction),
  );
  const unnamed = found.flatMap(({ content, hash }) => (hash === null ? [content] : []));
  if (unnamed.length > 0) await dropUnnamed(store, unnamed);
  return found.at(-1)?.content;
}

async function removeFiles(store: StoreInternals, folder: BlobFolder, until: number): Promise<void> {
  for await (const files of folder.before(until)) {
    const unknown = await store.transaction({ mode: 'read' }, (connection) =>
      withoutRow(connection, store.own, files),
    );
    if (unknown.length === 0) continue;
    await store.transaction({ mode: 'write' }, async (connection) => {
      for (const hash of await withoutRow(connection, store.own, unknown)) await folder.remove(hash);
    });
  }
}

async function withoutRow(
  { builder }: Connection,
  { blobs }: OwnTables,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const known = new Set<string>();
  for (let start = 0; start < hashes.length; start += rowsPerTransaction) {
    const part = hashes.slice(start, start + rowsPerTransaction);
    const rows = await builder.select({ hash: blobs.hash }).from(blobs).where(inArray(blobs.hash, part));
    for (const { hash } of rows) known.add(hash);
  }
  return hashes.filter((hash) => !known.has(hash));
}

function unlinked({ builder }: Connection, { blobs, blobLinks }: OwnTables): SQL {
  return notExists(builder.select({ one: sql`1` }).from(blobLinks).where(eq(blobLinks.hash, blobs.hash)));
}
