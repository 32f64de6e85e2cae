import { and, count, eq, inArray, isNotNull, lte, min, type SQL } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { StoreInternals } from '../store.ts';
import type { JobRow } from './job-view.ts';

/** What a worker holds of a job: nobody else's writes count while the fence is the highest. */
export interface Held {
  readonly id: string;
  readonly fence: number;
}

/** How far a job is, in units of its own. */
export interface Progress {
  readonly done: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

/** Why a job failed, in words that its owner may see. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

type Values = SQLiteUpdateSetSource<OwnTables['jobs']>;

/** Changes a job that is still held, in a transaction that runs. @returns the row; undefined when it is not any more. */
export async function change(
  { builder }: Connection,
  { jobs }: OwnTables,
  { id, fence }: Held,
  values: Values,
): Promise<JobRow | undefined> {
  const [row] = await builder
    .update(jobs)
    .set(values)
    .where(and(eq(jobs.id, id), eq(jobs.fence, fence), eq(jobs.state, 'running')))
    .returning();
  return row;
}

/** The columns of progress. */
export function progressValues({ done, total, message }: Progress) {
  return { progress_done: done, progress_total: total ?? null, progress_message: message ?? null };
}

/** The columns of a job that has ended. */
export function endValues(
  state: 'done' | 'failed' | 'cancelled',
  now: number,
  rest: { readonly result?: string; readonly error?: JobError } = {},
) {
  const { result = null, error } = rest;
  return {
    state,
    due_at: null,
    ended_at: now,
    checkpoint: null,
    result,
    error: error === undefined ? null : JSON.stringify(error),
  };
}

/** What became of a job that a worker holds. */
export type Standing = 'held' | 'cancelling' | 'lost';

/** The jobs of all tenants, as workers see them; each step is a short transaction. */
export interface JobQueue {
  /** Changes a job if it is still held; otherwise somebody else has it, or it has ended. @returns whether it was. */
  settle(held: Held, values: Values): Promise<boolean>;
  /** Renews leases and notes progress. */
  renew(updates: readonly { readonly held: Held; readonly values: Values }[]): Promise<void>;
  /** How the jobs of a worker stand. */
  look(held: readonly Held[]): Promise<ReadonlyMap<string, Standing>>;
  /** Milliseconds until a job of these kinds may be taken; undefined when there is none. */
  nextIn(kinds: readonly string[]): Promise<number | undefined>;
  /** How many jobs of these kinds have not ended. */
  open(kinds: readonly string[]): Promise<number>;
}

/** Opens the queue of a store. */
export function jobQueue({ own, transaction, now }: StoreInternals): JobQueue {
  const { jobs } = own;
  return {
    settle: (held, values) =>
      transaction(
        { mode: 'write' },
        async (connection) => (await change(connection, own, held, values)) !== undefined,
      ),
    renew: (updates) =>
      transaction({ mode: 'write' }, async (connection) => {
        for (const { held, values } of updates) await change(connection, own, held, values);
      }),
    async look(held) {
      const rows = await transaction({ mode: 'read' }, ({ builder }) =>
        builder
          .select()
          .from(jobs)
          .where(
            inArray(
              jobs.id,
              held.map(({ id }) => id),
            ),
          ),
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return new Map(held.map((one) => [one.id, standingOf(one, byId.get(one.id))]));
    },
    async nextIn(kinds) {
      const [row] = await transaction({ mode: 'read' }, ({ builder }) =>
        builder
          .select({ due: min(jobs.due_at) })
          .from(jobs)
          .where(openOf(own, kinds)),
      );
      const due = row?.due ?? undefined;
      return due === undefined ? undefined : Math.max(0, due - now());
    },
    async open(kinds) {
      const [row] = await transaction({ mode: 'read' }, ({ builder }) =>
        builder.select({ open: count() }).from(jobs).where(openOf(own, kinds)),
      );
      return row?.open ?? 0;
    },
  };
}

/** The condition of jobs of these kinds that have not ended. */
function openOf({ jobs }: OwnTables, kinds: readonly string[]): SQL | undefined {
  return and(isNotNull(jobs.due_at), inArray(jobs.kind, [...kinds]));
}

/** The condition of jobs of these kinds that may be taken now. */
export function dueOf({ jobs }: OwnTables, kinds: readonly string[], at: number): SQL | undefined {
  return and(lte(jobs.due_at, at), inArray(jobs.kind, [...kinds]));
}

function standingOf(held: Held, row: JobRow | undefined): Standing {
  if (row?.fence !== held.fence || row.state !== 'running') return 'lost';
  return row.cancelling ? 'cancelling' : 'held';
}
