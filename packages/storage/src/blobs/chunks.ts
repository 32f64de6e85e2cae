import { unavailable } from '@patchbay/core';
import { and, count, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import { newId } from '../ids.ts';
import type { OwnTables } from '../own/tables.ts';
import type { StoreInternals } from '../store.ts';
import { type BlobFacts, type BlobSource, measure, piecesOf } from './content.ts';

/** A content in the database that no blob names yet. */
export interface Uploaded extends BlobFacts {
  readonly content: string;
  readonly pieces: number;
}

const piecesPerTransaction = 4;
const prefix = 'blb';

/** Writes a content into the database, in short transactions. @throws ToolError `too_large`. */
export async function upload(
  store: StoreInternals,
  source: BlobSource,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uploaded> {
  const content = newId(prefix, store.now());
  const seen = measure(maxBytes);
  let pieces = 0;
  let batch: Buffer[] = [];
  const flush = async () => {
    const rows = batch.map((data, index) => ({ content, position: pieces + index, data }));
    if (rows.length > 0) await insertChunks(store, rows, signal);
    pieces += rows.length;
    batch = [];
  };
  try {
    for await (const piece of piecesOf(source, signal)) {
      seen.add(piece);
      batch.push(piece);
      if (batch.length === piecesPerTransaction) await flush();
    }
    await flush();
  } catch (error) {
    // what stays is an upload that nobody names, which the sweep removes
    await dropUnnamed(store, [content]).catch(() => {});
    throw error;
  }
  return { ...seen.facts(), content, pieces };
}

/** @throws ToolError `unavailable` when the sweep took an upload for one that was given up. */
export async function requireWhole(
  { builder }: Connection,
  { blobChunks }: OwnTables,
  { content, pieces }: Uploaded,
): Promise<void> {
  const [row] = await builder
    .select({ pieces: count() })
    .from(blobChunks)
    .where(eq(blobChunks.content, content));
  if (row?.pieces === pieces) return;
  throw unavailable('The content came too slowly.', { hint: 'Send it again.' });
}

/** Reads a content piece by piece, each in a transaction of its own. */
export async function* chunksOf(store: StoreInternals, content: string): AsyncGenerator<Uint8Array> {
  const { blobChunks } = store.own;
  for (let position = 0; ; position += 1) {
    const [row] = await store.transaction({ mode: 'read' }, ({ builder }) =>
      builder
        .select({ data: blobChunks.data })
        .from(blobChunks)
        .where(and(eq(blobChunks.content, content), eq(blobChunks.position, position))),
    );
    if (row === undefined) return;
    yield row.data;
  }
}

/** Removes those of the contents that no blob names: a slow write may have got its name, or a commit may have been lost from view. */
export function dropUnnamed(
  { own, transaction }: StoreInternals,
  contents: readonly string[],
): Promise<void> {
  const { blobs, blobChunks } = own;
  return transaction({ mode: 'write' }, async ({ builder }) => {
    const named = builder.select({ one: sql`1` }).from(blobs).where(eq(blobs.content, blobChunks.content));
    await builder.delete(blobChunks).where(and(inArray(blobChunks.content, [...contents]), notExists(named)));
  });
}

/** A text that sorts after the names of uploads that began before a time, and before all others. */
export function uploadsBefore(time: number): string {
  return newId(prefix, time).slice(0, -8);
}

function insertChunks(
  { own, transaction }: StoreInternals,
  rows: readonly OwnTables['blobChunks']['$inferInsert'][],
  signal: AbortSignal | undefined,
): Promise<void> {
  return transaction({ mode: 'write', signal }, async ({ builder }) => {
    for (const row of rows) await builder.insert(own.blobChunks).values(row);
  });
}
