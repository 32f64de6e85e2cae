import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { OwnTables } from '../own/tables.ts';
import type { StoreInternals } from '../store.ts';

/** An effect on the outside world, as it is handed to whoever carries it out. */
export interface OutboxMessage {
  readonly id: string;
  readonly tenant: string;
  readonly kind: string;
  readonly payload: unknown;
  /** Equal for every delivery of the same message; the receiver drops what it has seen. */
  readonly dedup_id: string;
  /** The change that left the message. */
  readonly change_id: string;
  /** Counts from 1. */
  readonly attempt: number;
}

type Stored = OwnTables['outbox']['$inferSelect'];

/** Reads and writes the outbox across tenants, each in a short transaction of its own. */
export interface Messages {
  /** Takes messages that are due; nobody else gets them until the lease ends. */
  claim(lease: string, count: number, leaseMs: number): Promise<readonly OutboxMessage[]>;
  delivered(lease: string, id: string): Promise<void>;
  /** Gives a message back, to be due again after the pause. */
  failed(lease: string, id: string, reason: string, pauseMs: number): Promise<void>;
  /** Gives up on a message. */
  dead(lease: string, id: string, reason: string): Promise<void>;
  /** Gives a message back at once; the attempt does not count. */
  released(lease: string, id: string): Promise<void>;
  /** Milliseconds until the next message is due; undefined when there is none. */
  nextIn(): Promise<number | undefined>;
}

/** Opens the outbox of a store. */
export function messages(store: StoreInternals): Messages {
  const { now } = store;
  return {
    claim: (lease, count, leaseMs) => claim(store, lease, count, leaseMs),
    delivered: (lease, id) => settle(store, lease, id, { delivered_at: now(), last_error: null }),
    failed: (lease, id, reason, pauseMs) =>
      settle(store, lease, id, { due_at: now() + pauseMs, last_error: reason }),
    dead: (lease, id, reason) => settle(store, lease, id, { dead_at: now(), last_error: reason }),
    released: (lease, id) =>
      settle(store, lease, id, { due_at: now(), attempts: sql`${store.own.outbox.attempts} - 1` }),
    nextIn: () => nextIn(store),
  };
}

const waiting = ({ outbox }: OwnTables) => and(isNull(outbox.delivered_at), isNull(outbox.dead_at));

function claim(
  { own, transaction, now }: StoreInternals,
  lease: string,
  count: number,
  leaseMs: number,
): Promise<readonly OutboxMessage[]> {
  const { outbox } = own;
  return transaction({ mode: 'write' }, async ({ builder, named, dialect }) => {
    const skip = dialect === 'postgres' ? sql`for update skip locked` : sql``;
    const due = await named(
      sql`select id from ${outbox} where ${waiting(own)} and ${outbox.due_at} <= ${now()} order by ${outbox.due_at} limit ${count} ${skip}`,
    );
    const claimed: OutboxMessage[] = [];
    for (const { id } of due) {
      const [row] = await builder
        .update(outbox)
        .set({ lease, due_at: now() + leaseMs, attempts: sql`${outbox.attempts} + 1` })
        .where(eq(outbox.id, String(id)))
        .returning();
      if (row !== undefined) claimed.push(messageOf(row));
    }
    return claimed;
  });
}

function settle(
  { own: { outbox }, transaction }: StoreInternals,
  lease: string,
  id: string,
  values: SQLiteUpdateSetSource<OwnTables['outbox']>,
): Promise<void> {
  return transaction({ mode: 'write' }, async ({ builder }) => {
    // a lease that ran out meanwhile belongs to somebody else
    await builder
      .update(outbox)
      .set({ lease: null, ...values })
      .where(and(eq(outbox.id, id), eq(outbox.lease, lease)));
  });
}

async function nextIn({ own, transaction, now }: StoreInternals): Promise<number | undefined> {
  const { outbox } = own;
  const [next] = await transaction({ mode: 'read' }, ({ builder }) =>
    builder
      .select({ due: sql<number | null>`min(${outbox.due_at})` })
      .from(outbox)
      .where(waiting(own)),
  );
  return next === undefined || next.due === null ? undefined : Math.max(0, next.due - now());
}

function messageOf(row: Stored): OutboxMessage {
  const payload: unknown = JSON.parse(row.payload);
  const { id, tenant, kind, dedup_id, change_id, attempts } = row;
  return { id, tenant, kind, payload, dedup_id, change_id, attempt: attempts };
}

/** Makes messages that were given up due again. @returns how many. */
export async function retryDeadLetters(store: { readonly internal: StoreInternals }): Promise<number> {
  const { own, transaction, now } = store.internal;
  const revived = await transaction({ mode: 'write' }, ({ builder }) =>
    builder
      .update(own.outbox)
      .set({ dead_at: null, attempts: 0, due_at: now() })
      .where(isNotNull(own.outbox.dead_at))
      .returning({ id: own.outbox.id }),
  );
  return revived.length;
}
