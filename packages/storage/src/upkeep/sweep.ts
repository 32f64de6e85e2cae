import { and, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { sweepBlobs } from '../blobs/sweep-blobs.ts';
import type { OwnTables } from '../own/tables.ts';
import type { Store, StoreInternals } from '../store.ts';

/** What is kept for how long. */
export interface RetentionOptions {
  /** Days that delivered messages are kept; 7 unless said otherwise. */
  readonly deliveredDays?: number;
  /** Days that jobs are kept after their end; 7 unless said otherwise. */
  readonly jobDays?: number;
  /** Milliseconds that contents are kept which nothing needs; an hour unless said otherwise. */
  readonly blobGraceMs?: number;
  /** Days that changes can be read and undone; forever unless said otherwise. */
  readonly changeDays?: number;
}

/** How many records one sweep removed. */
export interface Swept {
  readonly idempotency: number;
  readonly outbox: number;
  readonly changes: number;
  readonly jobs: number;
  readonly blobs: number;
}

const dayMs = 86_400_000;
const rowsPerTransaction = 200;

/**
 * Removes expired idempotency records, delivered messages, jobs that ended, contents that nothing needs and, where
 * asked, old changes; in short transactions.
 */
export async function sweep(
  { internal }: Pick<Store, 'internal'>,
  options: RetentionOptions = {},
): Promise<Swept> {
  const { deliveredDays = 7, jobDays = 7, blobGraceMs = 3_600_000, changeDays } = options;
  const now = internal.now();
  return {
    idempotency: await whileAny(() => sweepIdempotency(internal, now)),
    outbox: await whileAny(() => sweepOutbox(internal, now - deliveredDays * dayMs)),
    changes:
      changeDays === undefined ? 0 : await whileAny(() => sweepChanges(internal, now - changeDays * dayMs)),
    jobs: await whileAny(() => sweepJobs(internal, now - jobDays * dayMs)),
    blobs: await sweepBlobs(internal, blobGraceMs),
  };
}

async function whileAny(part: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const count = await part();
    total += count;
    if (count < rowsPerTransaction) return total;
  }
}

function sweepIdempotency(
  { own: { idempotency }, transaction }: StoreInternals,
  until: number,
): Promise<number> {
  return transaction({ mode: 'write' }, async ({ builder }) => {
    const old = await builder
      .select()
      .from(idempotency)
      .where(lte(idempotency.expires_at, until))
      .limit(rowsPerTransaction);
    for (const { tenant, actor, tool, idempotency_key } of old) {
      await builder
        .delete(idempotency)
        .where(
          and(
            eq(idempotency.tenant, tenant),
            eq(idempotency.actor, actor),
            eq(idempotency.tool, tool),
            eq(idempotency.idempotency_key, idempotency_key),
          ),
        );
    }
    return old.length;
  });
}

function sweepOutbox({ own: { outbox }, transaction }: StoreInternals, until: number): Promise<number> {
  return transaction({ mode: 'write' }, async ({ builder }) => {
    const old = await builder
      .select({ id: outbox.id })
      .from(outbox)
      .where(lte(outbox.delivered_at, until))
      .limit(rowsPerTransaction);
    if (old.length > 0)
      await builder.delete(outbox).where(
        inArray(
          outbox.id,
          old.map(({ id }) => id),
        ),
      );
    return old.length;
  });
}

function sweepJobs({ own: { jobs }, transaction }: StoreInternals, until: number): Promise<number> {
  return transaction({ mode: 'write' }, async ({ builder }) => {
    const old = await builder
      .select({ id: jobs.id })
      .from(jobs)
      .where(lte(jobs.ended_at, until))
      .limit(rowsPerTransaction);
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) await builder.delete(jobs).where(inArray(jobs.id, ids));
    return ids.length;
  });
}

function sweepChanges({ own, transaction }: StoreInternals, until: number): Promise<number> {
  const { changes, changeRows } = own;
  return transaction({ mode: 'write' }, async ({ builder }) => {
    const old = await builder
      .select({ id: changes.id })
      .from(changes)
      .where(and(lte(changes.at, until), notNewest(own)))
      .limit(rowsPerTransaction);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await builder.delete(changeRows).where(inArray(changeRows.change_id, ids));
    await builder.delete(changes).where(inArray(changes.id, ids));
    return old.length;
  });
}

/** The newest change of a tenant stays, since the numbers of later ones go on from it. */
function notNewest({ changes }: OwnTables): SQL {
  return sql`${changes.number} < (select max(later.number) from ${changes} later where later.tenant = ${changes.tenant})`;
}
