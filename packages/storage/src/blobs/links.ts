import { conflict } from '@patchbay/core';
import { and, eq } from 'drizzle-orm';
import type { OwnTables } from '../own/tables.ts';
import type { TableFacts } from '../tables.ts';
import type { Writing } from '../tenant/write-rows.ts';

/** The facts of the table of links, by which the change log knows it: undoing a change takes back its links. */
export function linkFacts({ blobLinks }: OwnTables): TableFacts {
  return {
    name: 'patchbay_blob_links',
    table: blobLinks,
    columns: ['tenant', 'hash', 'owner'],
    key: ['hash', 'owner'],
    role: undefined,
    computation: undefined,
  };
}

/** What changing links needs. */
export interface Linking extends Writing {
  readonly own: OwnTables;
}

/** Notes that something needs a content. @throws ToolError `conflict` when the content is gone. */
export async function linkBlob(
  { connection, own, scope, recorder }: Linking,
  hash: string,
  owner: string,
): Promise<void> {
  const { blobs, blobLinks } = own;
  const { builder } = connection;
  const [blob] = await builder
    .update(blobs)
    .set({ idle_since: null })
    .where(eq(blobs.hash, hash))
    .returning({ hash: blobs.hash });
  if (blob === undefined) {
    throw conflict('The content is not there: it was removed since nothing needed it.', {
      hint: 'Send it again.',
      // a job that is tried again writes it again
      retryable: true,
    });
  }
  const [link] = await builder
    .insert(blobLinks)
    .values({ tenant: scope.tenant, hash, owner })
    .onConflictDoNothing()
    .returning();
  if (link !== undefined) recorder.note(linkFacts(own), undefined, link);
}

/** Notes that something does not need a content any more. */
export async function unlinkBlob(
  { connection, own, scope, recorder }: Linking,
  hash: string,
  owner: string,
): Promise<void> {
  const { blobLinks } = own;
  const [link] = await connection.builder
    .delete(blobLinks)
    .where(and(eq(blobLinks.tenant, scope.tenant), eq(blobLinks.hash, hash), eq(blobLinks.owner, owner)))
    .returning();
  if (link !== undefined) recorder.note(linkFacts(own), link, undefined);
}
