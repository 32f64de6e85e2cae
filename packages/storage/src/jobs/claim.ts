import { and, eq, gt, sql } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import type { StoreInternals } from '../store.ts';
import type { JobRow } from './job-view.ts';
import { dueOf, endValues, type JobError } from './queue.ts';

/** What a worker can take of one kind. */
export interface Capacity {
  /** How many more jobs of this kind it can run. */
  readonly free: number;
  readonly leaseMs: number;
  readonly maxAttempts: number;
}

/** What a worker takes at once. */
export interface Claim {
  readonly kinds: ReadonlyMap<string, Capacity>;
  readonly count: number;
  /** Jobs of one tenant at the same time, over all processes. */
  readonly perTenant: number;
  /** When a tenant was served last, as a number that grows; the one that has waited longest comes first. */
  lastTurn(tenant: string): number;
}

const crashed: JobError = {
  code: 'internal',
  message: 'The process that ran the job ended each time before it was done.',
  hint: 'Tell the operator the id of the job; asking for the same again is likely to end the same way.',
};

interface Turn {
  readonly tenant: string;
  readonly running: number;
}

/**
 * Takes jobs that are due, those of tenants with the fewest running ones first; nobody else gets them while their
 * leases last. Ends those that were cancelled, and those that took down every process that ran them.
 */
export function claimJobs(
  { own, transaction, now }: StoreInternals,
  claim: Claim,
): Promise<readonly JobRow[]> {
  return transaction({ mode: 'write' }, async (connection) => {
    const at = now();
    const running = await runningByTenant(connection, own, at);
    const waiting = new Set(await dueTenants(connection, own, [...claim.kinds.keys()], at));
    const taken: JobRow[] = [];
    while (taken.length < claim.count) {
      const kinds = [...claim.kinds].filter(([kind, { free }]) => free > countOf(taken, kind));
      const [next] = [...waiting]
        .map((tenant): Turn => ({ tenant, running: running.get(tenant) ?? 0 }))
        .filter((turn) => turn.running < claim.perTenant)
        .toSorted((a, b) => a.running - b.running || claim.lastTurn(a.tenant) - claim.lastTurn(b.tenant));
      if (next === undefined || kinds.length === 0) break;
      const row = await oldestOf(
        connection,
        own,
        next.tenant,
        kinds.map(([kind]) => kind),
        at,
      );
      if (row === undefined) {
        waiting.delete(next.tenant);
        continue;
      }
      const claimed = await take(connection, own, row, claim.kinds.get(row.kind), at);
      if (claimed === undefined) continue;
      taken.push(claimed);
      running.set(next.tenant, next.running + 1);
    }
    return taken;
  });
}

type Own = StoreInternals['own'];

async function dueTenants({ builder }: Connection, own: Own, kinds: readonly string[], at: number) {
  const rows = await builder
    .selectDistinct({ tenant: own.jobs.tenant })
    .from(own.jobs)
    .where(dueOf(own, kinds, at));
  return rows.map(({ tenant }) => tenant);
}

async function runningByTenant({ builder }: Connection, { jobs }: Own, at: number) {
  const rows = await builder
    .select({ tenant: jobs.tenant, count: sql<number>`count(*)` })
    .from(jobs)
    .where(and(gt(jobs.due_at, at), eq(jobs.state, 'running')))
    .groupBy(jobs.tenant);
  return new Map(rows.map(({ tenant, count }) => [tenant, count]));
}

async function oldestOf(
  { builder, named, dialect }: Connection,
  own: Own,
  tenant: string,
  kinds: readonly string[],
  at: number,
): Promise<JobRow | undefined> {
  const { jobs } = own;
  const due = and(eq(jobs.tenant, tenant), dueOf(own, kinds, at));
  const skip = dialect === 'postgres' ? sql`for update skip locked` : sql``;
  const [first] = await named(
    sql`select id from ${jobs} where ${due} order by ${jobs.due_at}, ${jobs.id} limit 1 ${skip}`,
  );
  if (first === undefined) return undefined;
  const [row] = await builder
    .select()
    .from(jobs)
    .where(eq(jobs.id, String(first['id'])));
  return row;
}

async function take(
  { builder }: Connection,
  { jobs }: Own,
  row: JobRow,
  capacity: Capacity | undefined,
  at: number,
): Promise<JobRow | undefined> {
  if (capacity === undefined) return undefined;
  const same = eq(jobs.id, row.id);
  if (row.cancelling) {
    await builder.update(jobs).set(endValues('cancelled', at)).where(same);
    return undefined;
  }
  if (row.attempts >= capacity.maxAttempts) {
    await builder
      .update(jobs)
      .set(endValues('failed', at, { error: crashed }))
      .where(same);
    return undefined;
  }
  const [taken] = await builder
    .update(jobs)
    .set({
      state: 'running',
      fence: row.fence + 1,
      attempts: row.attempts + 1,
      due_at: at + capacity.leaseMs,
    })
    .where(same)
    .returning();
  return taken;
}

function countOf(rows: readonly JobRow[], kind: string): number {
  return rows.filter((row) => row.kind === kind).length;
}
