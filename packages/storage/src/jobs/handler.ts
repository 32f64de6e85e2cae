import type { Logger } from '@patchbay/observability';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { JobMetrics } from './metrics.ts';
import type { JobQueue } from './queue.ts';
import type { ActiveJob, RunningJob } from './running-job.ts';

/** How jobs of one kind are run. */
export interface JobHandler<T extends Tables> {
  /**
   * Does the work, and gives its result unless `job.finish` did. May begin again after a crash, from `job.checkpoint`.
   *
   * Throws to be tried again; a ToolError that is not retryable fails the job at once, with its code, message and hint.
   */
  run(job: RunningJob<T>): Promise<unknown>;
  /** What of a result is kept and shown; a zod schema is one. The whole of it unless given. */
  readonly result?: { parse(value: unknown): unknown };
  /** Jobs of this kind at the same time in this process; as many as there can be unless said otherwise. */
  readonly concurrency?: number;
  /** How soon another process takes over from one that died; 30,000 ms. Renewed for as long as the job runs. */
  readonly leaseMs?: number;
  /** Attempts before the job fails, crashes included; 5 unless said otherwise. */
  readonly maxAttempts?: number;
  /** How long one attempt may take; an hour unless said otherwise. */
  readonly timeoutMs?: number;
}

/** How the jobs of a store are run. */
export interface JobsOptions<T extends Tables> {
  /** By kind; jobs of other kinds are left to other processes. */
  readonly handlers: Readonly<Record<string, JobHandler<T>>>;
  readonly log: Logger;
  readonly metrics?: JobMetrics | undefined;
  /** Jobs at the same time in this process; 4 unless said otherwise. */
  readonly concurrency?: number;
  /** Jobs of one tenant at the same time, over all processes; as many as there can be unless said otherwise. */
  readonly perTenant?: number;
  /** How often to look for jobs and cancellations of other processes, in milliseconds; 1,000 unless said otherwise. */
  readonly pollMs?: number;
  /** The pause after the first failure, in milliseconds, doubled each time up to an hour; 1,000 unless said otherwise. */
  readonly backoffMs?: number;
}

/** The settings of a kind, filled in. */
export type Handling<T extends Tables> = Required<Omit<JobHandler<T>, 'result'>> &
  Pick<JobHandler<T>, 'result'>;

/** What the parts of a worker share. */
export interface Worker<T extends Tables> extends Required<Omit<JobsOptions<T>, 'handlers' | 'metrics'>> {
  readonly store: Store<T>;
  readonly queue: JobQueue;
  readonly handlers: ReadonlyMap<string, Handling<T>>;
  readonly metrics: JobMetrics | undefined;
  readonly active: Map<string, ActiveJob>;
  readonly turns: Map<string, number>;
  /** Whether no more jobs are taken. */
  stopping: boolean;
}
