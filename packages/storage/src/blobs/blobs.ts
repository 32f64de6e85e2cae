import { notFound } from '@patchbay/core';
import { and, eq, sql } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import { StorageConfigurationError } from '../errors.ts';
import type { Store, StoreInternals } from '../store.ts';
import type { StoreContext } from '../transaction.ts';
import { chunksOf, dropUnnamed, requireWhole, upload } from './chunks.ts';
import { type BlobFacts, type BlobSource, checked, damaged, isHash } from './content.ts';
import { type BlobFolder, folderOf } from './folder.ts';

/** How a content is written. */
export interface BlobWriteOptions {
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** A content to read. */
export interface OpenBlob {
  readonly bytes: number;
  /** Throws after the last piece when what was read is not what was written. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Contents by their hash, each kept once. */
export interface Blobs {
  /**
   * Writes a content, outside of any transaction. Link it in the next one: a content without links is removed an hour
   * later.
   *
   * @throws ToolError `too_large`.
   */
  write(source: BlobSource, options: BlobWriteOptions): Promise<BlobFacts>;
  /** Opens a content that the tenant has a link to. @throws ToolError `not_found`. */
  open(hash: string, context: StoreContext): Promise<OpenBlob>;
}

/** Where contents are kept. */
export interface BlobsOptions {
  /**
   * `disk` is a folder beside the SQLite file, and the default there; `database` is for PostgreSQL, whose servers may
   * run on several machines.
   */
  readonly place?: 'disk' | 'database';
}

/**
 * Opens the contents of a store.
 *
 * @example
 * const { hash } = await blobs.write(stream, { maxBytes: 20_000_000 });
 * await store.write(context, (db) => db.linkBlob(hash, document_id));
 *
 * @throws StorageConfigurationError for `disk` on PostgreSQL.
 */
export function storeBlobs(
  { internal, read }: Pick<Store, 'internal' | 'read'>,
  { place = internal.file === undefined ? 'database' : 'disk' }: BlobsOptions = {},
): Blobs {
  const folder = internal.file === undefined ? undefined : folderOf(internal.file);
  if (place === 'disk' && folder === undefined)
    throw new StorageConfigurationError('Blobs of a PostgreSQL store are kept in the database.');
  return {
    async write(source, options) {
      if (internal.isRunning()) throw new Error('Write a content before the transaction that links it.');
      return place === 'disk' && folder !== undefined
        ? toDisk(internal, folder, source, options)
        : toDatabase(internal, source, options);
    },
    open: async (hash, context) => {
      const found = await read(context, () => linked(internal, hash, context.caller.tenant));
      if (found === undefined) {
        throw notFound('There is no such content.', {
          hint: 'Take the reference from a record that has it.',
        });
      }
      const { bytes, content } = found;
      const pieces = content === null ? folder?.read(hash) : chunksOf(internal, content);
      if (pieces === undefined) throw damaged();
      return { bytes, pieces: checked(pieces, hash) };
    },
  };
}

async function toDisk(
  store: StoreInternals,
  folder: BlobFolder,
  source: BlobSource,
  { maxBytes, signal }: BlobWriteOptions,
): Promise<BlobFacts> {
  const staged = await folder.stage(source, maxBytes, signal);
  try {
    await store.transaction({ mode: 'write', signal }, async (connection) => {
      // inside the transaction, so that no sweep removes the file between the row and the name
      if ((await noted(connection, store, staged, null)) === null) await folder.place(staged);
    });
  } finally {
    await folder.discard(staged);
  }
  return { hash: staged.hash, bytes: staged.bytes };
}

async function toDatabase(
  store: StoreInternals,
  source: BlobSource,
  { maxBytes, signal }: BlobWriteOptions,
): Promise<BlobFacts> {
  const uploaded = await upload(store, source, maxBytes, signal);
  const { hash, bytes, content } = uploaded;
  let kept: string | null | undefined;
  try {
    kept = await store.transaction({ mode: 'write', signal }, async (connection) => {
      await requireWhole(connection, store.own, uploaded);
      return noted(connection, store, uploaded, content);
    });
  } finally {
    // what cannot be dropped now is dropped by the sweep
    if (kept !== content) await dropUnnamed(store, [content]).catch(() => {});
  }
  return { hash, bytes };
}

/** Writes the row of a content, or renews the one that is there. @returns where the content is kept. */
async function noted(
  { builder }: Connection,
  { own: { blobs }, now }: StoreInternals,
  { hash, bytes }: BlobFacts,
  content: string | null,
): Promise<string | null> {
  const idle = sql`case when ${blobs.idle_since} is null then null else excluded.idle_since end`;
  const [row] = await builder
    .insert(blobs)
    .values({ hash, bytes, content, idle_since: now() })
    .onConflictDoUpdate({ target: blobs.hash, set: { idle_since: idle } })
    .returning();
  return row === undefined ? content : row.content;
}

async function linked({ own, connection }: StoreInternals, hash: string, tenant: string) {
  if (!isHash(hash)) return undefined;
  const { blobs, blobLinks } = own;
  const [row] = await connection()
    .builder.select({ bytes: blobs.bytes, content: blobs.content })
    .from(blobLinks)
    .innerJoin(blobs, eq(blobs.hash, blobLinks.hash))
    .where(and(eq(blobLinks.tenant, tenant), eq(blobLinks.hash, hash)))
    .limit(1);
  return row;
}
