import { doorbell } from '../doorbell.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { type Capacity, claimJobs } from './claim.ts';
import type { JobsOptions, Worker } from './handler.ts';
import type { JobRow } from './job-view.ts';
import { jobQueue, progressValues, type Standing } from './queue.ts';
import { runJob } from './run.ts';
import type { ActiveJob } from './running-job.ts';
import { JobStopped } from './stopped.ts';

/** A running worker. */
export interface JobWorker {
  /** Takes no more jobs and waits for those that run, at most this long; then aborts them, for others to go on with. */
  stop(graceMs?: number): Promise<void>;
}

const progressMs = 1_000;

/**
 * Runs the jobs that writes have started, each to one end. Several processes may work on one store.
 *
 * @example
 * const jobs = startJobs(store, { log, handlers: { ingest: { run: (job) => ingest(job) } } });
 * await store.write(context, (db) => db.startJob('ingest', { document_id }));
 */
export function startJobs<T extends Tables>(store: Store<T>, options: JobsOptions<T>): JobWorker {
  const worker = workerOf(store, options);
  const bell = doorbell();
  const off = store.internal.onCommit(({ jobs }) => jobs && bell.ring());
  const loop = async () => {
    while (!worker.stopping || worker.active.size > 0) {
      const pause = await round(worker, bell.ring).catch((error: unknown) => {
        worker.log.warn({ err: error }, 'the jobs could not be read');
        return worker.pollMs;
      });
      if (!worker.stopping || worker.active.size > 0) await bell.wait(pause);
    }
  };
  const running = loop();
  return {
    async stop(graceMs = 5_000) {
      worker.stopping = true;
      off();
      bell.ring();
      const timer = setTimeout(() => {
        for (const { abort } of worker.active.values()) abort.abort(new JobStopped('stopping'));
      }, graceMs);
      await running;
      clearTimeout(timer);
    },
  };
}

function workerOf<T extends Tables>(store: Store<T>, options: JobsOptions<T>): Worker<T> {
  const { concurrency = 4 } = options;
  const defaults = { concurrency, leaseMs: 30_000, maxAttempts: 5, timeoutMs: 3_600_000 };
  return {
    perTenant: Number.POSITIVE_INFINITY,
    pollMs: 1_000,
    backoffMs: 1_000,
    ...options,
    concurrency,
    metrics: options.metrics,
    store,
    queue: jobQueue(store.internal),
    handlers: new Map(
      Object.entries(options.handlers).map(([kind, handler]) => [
        kind,
        { ...defaults, ...handler, run: (job) => handler.run(job) },
      ]),
    ),
    active: new Map(),
    turns: new Map(),
    stopping: false,
  };
}

/** Attends to the jobs that run, then takes others. @returns how long to wait before the next round, in milliseconds. */
async function round<T extends Tables>(worker: Worker<T>, ring: () => void): Promise<number> {
  const { queue, handlers, active, metrics, pollMs } = worker;
  if (active.size > 0) await attend(worker);
  const leases = [...active.values()].map(({ leaseMs }) => leaseMs / 3);
  const soon = Math.min(pollMs, ...leases);
  if (worker.stopping) return soon;
  const kinds = [...handlers.keys()];
  metrics?.open.cell({}).set(await queue.open(kinds));
  const next = await queue.nextIn(kinds);
  if (next === undefined || next > 0) return Math.min(soon, next ?? soon);
  // a job that ends rings
  if (active.size >= worker.concurrency) return soon;
  for (const row of await claimed(worker)) begin(worker, row, ring);
  return soon;
}

async function claimed<T extends Tables>(worker: Worker<T>): Promise<readonly JobRow[]> {
  const { store, handlers, active, turns } = worker;
  const runs = (kind: string) => [...active.values()].filter(({ row }) => row.kind === kind).length;
  const kinds = [...handlers].map(([kind, { concurrency, leaseMs, maxAttempts }]): [string, Capacity] => [
    kind,
    { free: concurrency - runs(kind), leaseMs, maxAttempts },
  ]);
  const rows = await claimJobs(store.internal, {
    kinds: new Map(kinds),
    count: worker.concurrency - active.size,
    perTenant: worker.perTenant,
    lastTurn: (tenant) => turns.get(tenant) ?? 0,
  });
  for (const { tenant } of rows) turns.set(tenant, performance.now());
  return rows;
}

function begin<T extends Tables>(worker: Worker<T>, row: JobRow, ring: () => void): void {
  const handling = worker.handlers.get(row.kind);
  if (handling === undefined) return;
  const active: ActiveJob = {
    row,
    abort: new AbortController(),
    leaseMs: handling.leaseMs,
    leasedUntil: row.due_at ?? 0,
    news: undefined,
    newsAt: 0,
    checkpoint: row.checkpoint === null ? undefined : JSON.parse(row.checkpoint),
    finished: false,
  };
  worker.active.set(row.id, active);
  void runJob(worker, handling, active).finally(() => {
    worker.active.delete(row.id);
    ring();
  });
}

/** Renews leases, keeps progress, and tells jobs that were cancelled or lost. */
async function attend<T extends Tables>({ store, queue, active }: Worker<T>): Promise<void> {
  const now = store.internal.now();
  const updates = [...active.values()].flatMap((job) => {
    const { row, news, leaseMs } = job;
    const fresh = news !== undefined && now - job.newsAt >= progressMs;
    if (!fresh && job.leasedUntil - now > (leaseMs * 2) / 3) return [];
    job.leasedUntil = now + leaseMs;
    job.newsAt = now;
    job.news = undefined;
    return [
      { held: row, values: { due_at: now + leaseMs, ...(news !== undefined && progressValues(news)) } },
    ];
  });
  if (updates.length > 0) await queue.renew(updates);
  const standings = await queue.look([...active.values()].map(({ row }) => row));
  for (const [id, standing] of standings) tell(active.get(id), standing);
}

function tell(job: ActiveJob | undefined, standing: Standing): void {
  if (job === undefined || standing === 'held' || job.finished) return;
  job.abort.abort(new JobStopped(standing === 'cancelling' ? 'cancelled' : 'lost'));
}
