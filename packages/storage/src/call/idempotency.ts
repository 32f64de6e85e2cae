import { createHash } from 'node:crypto';
import { and, eq, gt, lte, ne } from 'drizzle-orm';
import { canonicalJson } from '../canonical.ts';
import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';

/** One caller's wish that a call have its effect once. */
export interface Claim {
  readonly tenant: string;
  readonly actor: string;
  readonly tool: string;
  readonly key: string;
  readonly argsHash: string;
  /** What of the answer the caller may see, as a text that is equal where that is. */
  readonly view: string;
}

/** Equal for equal arguments, whatever the order of their names. */
export function argumentsHash(args: unknown): string {
  return createHash('sha256').update(canonicalJson(args)).digest('base64url');
}

/**
 * Claims a key inside the transaction of the effect.
 *
 * A twin in another process that holds the key is waited for by the database itself: on SQLite no two writes run at
 * once, on PostgreSQL the insert waits for the other transaction and then starts this one again.
 *
 * @returns the first call's record; undefined when this call is the first.
 */
export async function claim(
  { builder }: Connection,
  { idempotency }: OwnTables,
  wanted: Claim,
  now: number,
  lifetimeMs: number,
): Promise<{ argsHash: string; result: string } | undefined> {
  const same = sameKey(idempotency, wanted);
  await builder.delete(idempotency).where(and(same, lte(idempotency.expires_at, now)));
  const [mine] = await builder
    .insert(idempotency)
    .values({
      tenant: wanted.tenant,
      actor: wanted.actor,
      tool: wanted.tool,
      idempotency_key: wanted.key,
      args_hash: wanted.argsHash,
      result: '',
      expires_at: now + lifetimeMs,
    })
    .onConflictDoNothing()
    .returning();
  if (mine !== undefined) return undefined;
  const [first] = await builder.select().from(idempotency).where(same);
  if (first === undefined) throw new Error('An idempotency record vanished while it was read.');
  return { argsHash: first.args_hash, result: first.result };
}

/** What the first call under a key left, without claiming it; undefined when there is none, or none that is over. */
export async function lookUp(
  { builder }: Connection,
  { idempotency }: OwnTables,
  wanted: Claim,
  now: number,
): Promise<{ argsHash: string; result: string } | undefined> {
  const [first] = await builder
    .select()
    .from(idempotency)
    .where(and(sameKey(idempotency, wanted), gt(idempotency.expires_at, now), ne(idempotency.result, '')));
  return first && { argsHash: first.args_hash, result: first.result };
}

/** The change that took another one back. */
export async function undoneBy(
  { builder }: Connection,
  { changes }: OwnTables,
  tenant: string,
  changeId: string,
): Promise<string | undefined> {
  const [change] = await builder
    .select({ undone_by: changes.undone_by })
    .from(changes)
    .where(and(eq(changes.tenant, tenant), eq(changes.id, changeId)));
  return change?.undone_by ?? undefined;
}

/** Stores the answer beside the claim. */
export async function complete(
  { builder }: Connection,
  { idempotency }: OwnTables,
  wanted: Claim,
  result: string,
): Promise<void> {
  await builder.update(idempotency).set({ result }).where(sameKey(idempotency, wanted));
}

function sameKey(idempotency: OwnTables['idempotency'], { tenant, actor, tool, key }: Claim) {
  return and(
    eq(idempotency.tenant, tenant),
    eq(idempotency.actor, actor),
    eq(idempotency.tool, tool),
    eq(idempotency.idempotency_key, key),
  );
}
