import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { TenantWriteDb } from '../tenant/db.ts';
import { boundedJson } from './bounded.ts';
import type { JobRow } from './job-view.ts';
import { change, endValues, type Progress, progressValues } from './queue.ts';
import { LeaseLost } from './stopped.ts';

/** A job on its run, as its handler sees it. */
export interface RunningJob<T extends Tables> {
  readonly id: string;
  readonly kind: string;
  /** As it was given to `db.startJob`. */
  readonly input: unknown;
  /** Counts from 1. */
  readonly attempt: number;
  /** What {@link RunningJob.save} kept last, in this attempt or in one before; undefined when nothing was. */
  readonly checkpoint: unknown;
  /** Who started it; writes are noted as theirs. */
  readonly caller: { readonly id: string; readonly tenant: string };
  /** Aborts when the job is cancelled, its lease is lost, its time is over, or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Writes effects of the job, all or nothing; may run again, as every write. Effects that must not be repeated after a
   * crash belong into `save` or `finish`.
   *
   * @throws LeaseLost when another process has taken the job over: nothing was written then.
   */
  write<Result>(work: (db: TenantWriteDb<T>) => Promise<Result>): Promise<Result>;
  /** Keeps where the job is, in one transaction with its effects: whoever goes on with it gets this back. */
  save(checkpoint: unknown, work?: (db: TenantWriteDb<T>) => Promise<void>): Promise<void>;
  /** Ends the job in one transaction with its last effects, whose result it has then. */
  finish<Result>(work: (db: TenantWriteDb<T>) => Promise<Result>): Promise<Result>;
  /** Says how far the job is; kept about once a second, and with each save. `message` is in the server's own words. */
  progress(done: number, total?: number, message?: string): void;
}

/** What a worker knows of a job that it runs. */
export interface ActiveJob {
  readonly row: JobRow;
  readonly abort: AbortController;
  readonly leaseMs: number;
  /** When the lease ends, in milliseconds since 1970. */
  leasedUntil: number;
  /** The last progress that is not kept yet. */
  news: Progress | undefined;
  /** When progress was kept last. */
  newsAt: number;
  checkpoint: unknown;
  finished: boolean;
}

const longestMessage = 200;

/** The handler's view of a job that a worker runs. @param project what of a result is kept. */
export function runningJob<T extends Tables>(
  store: Store<T>,
  active: ActiveJob,
  project: (result: unknown) => unknown,
): RunningJob<T> {
  const { row, abort } = active;
  const caller = { id: row.owner, tenant: row.tenant };
  const input: unknown = JSON.parse(row.input);
  const fenced = fencing(store, active, caller);
  return {
    id: row.id,
    kind: row.kind,
    input,
    attempt: row.attempts,
    get checkpoint() {
      return active.checkpoint;
    },
    caller,
    signal: abort.signal,
    write: (work) => fenced(work, () => ({})),
    async save(checkpoint, work) {
      const text = boundedJson('checkpoint', checkpoint);
      await fenced(
        async (db) => work?.(db),
        () => ({ checkpoint: text }),
      );
      active.checkpoint = JSON.parse(text);
    },
    async finish(work) {
      const ended = (result: unknown) =>
        endValues('done', store.internal.now(), { result: boundedJson('result', project(result)) });
      const result = await fenced(work, ended);
      active.finished = true;
      return result;
    },
    progress(done, total, message) {
      active.news = { done, total, message: message?.slice(0, longestMessage) };
    },
  };
}

type Values = Parameters<typeof change>[3];

/** Runs writes that count only while the job is held, which is checked last, so that its row is locked for a moment. */
function fencing<T extends Tables>(
  store: Store<T>,
  active: ActiveJob,
  caller: { readonly id: string; readonly tenant: string },
) {
  const { internal } = store;
  const { row, abort, leaseMs } = active;
  const origin = { caller, signal: abort.signal, tool: row.kind, correlation_id: row.id };
  return async <Result>(
    work: (db: TenantWriteDb<T>) => Promise<Result>,
    values: (result: Result) => Values,
  ): Promise<Result> => {
    const until = internal.now() + leaseMs;
    const { news } = active;
    const result = await store.write(origin, async (db) => {
      const done = await work(db);
      const kept = await change(internal.connection(), internal.own, row, {
        due_at: until,
        ...(news !== undefined && progressValues(news)),
        ...values(done),
      });
      if (kept === undefined) throw new LeaseLost('The job was taken over.');
      return done;
    });
    active.leasedUntil = until;
    if (active.news === news) active.news = undefined;
    return result;
  };
}
