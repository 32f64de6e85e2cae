import { ToolError } from '@patchbay/core';
import { untilAborted } from '../guarded.ts';
import type { Tables } from '../tables.ts';
import { boundedJson } from './bounded.ts';
import type { Handling, Worker } from './handler.ts';
import { endValues, type JobError, progressValues } from './queue.ts';
import { type ActiveJob, runningJob } from './running-job.ts';
import { JobStopped, LeaseLost } from './stopped.ts';

const longestPauseMs = 3_600_000;

type Outcome = 'done' | 'failed' | 'cancelled' | 'retried' | 'released' | 'lost';

/** Runs a job that was taken, and notes what came of it. Does not throw. */
export async function runJob<T extends Tables>(
  worker: Worker<T>,
  handling: Handling<T>,
  active: ActiveJob,
): Promise<void> {
  const { log, metrics } = worker;
  const { row, abort } = active;
  const began = performance.now();
  const timer = setTimeout(() => abort.abort(new JobStopped('timeout')), handling.timeoutMs);
  timer.unref();
  try {
    const outcome = await attempted(worker, handling, active);
    metrics?.attempts.cell({ kind: row.kind, outcome }).inc();
    metrics?.duration.cell({ kind: row.kind }).observe((performance.now() - began) / 1_000);
  } catch (error) {
    // what cannot be noted now is done again after the lease
    log.warn({ err: error, job_id: row.id }, 'what came of a job could not be noted');
  } finally {
    clearTimeout(timer);
  }
}

async function attempted<T extends Tables>(
  worker: Worker<T>,
  handling: Handling<T>,
  active: ActiveJob,
): Promise<Outcome> {
  const { signal } = active.abort;
  const project = (result: unknown) => handling.result?.parse(result) ?? result;
  let text: string;
  try {
    const job = runningJob(worker.store, active, project);
    const result = await untilAborted(handling.run(job), signal);
    if (active.finished) return 'done';
    text = boundedJson('result', project(result));
  } catch (error) {
    if (active.finished) return 'done';
    return stopped(worker, handling, active, signal.aborted ? signal.reason : error);
  }
  return settled(worker, active, 'done', endValues('done', worker.store.internal.now(), { result: text }));
}

/** Notes how a job stands that did not come to its end. */
function stopped<T extends Tables>(
  worker: Worker<T>,
  handling: Handling<T>,
  active: ActiveJob,
  error: unknown,
): Promise<Outcome> | Outcome {
  const { store, log } = worker;
  const { row } = active;
  const now = store.internal.now();
  const why = error instanceof JobStopped ? error.why : undefined;
  if (error instanceof LeaseLost || why === 'lost') {
    log.warn({ job_id: row.id, kind: row.kind }, 'a job was taken over by another process');
    return 'lost';
  }
  if (why === 'cancelled') return settled(worker, active, 'cancelled', endValues('cancelled', now));
  if (why === 'stopping') {
    const back = { state: 'waiting', due_at: now, attempts: row.attempts - 1 };
    return settled(worker, active, 'released', back);
  }
  const facts = { err: error, job_id: row.id, kind: row.kind, attempt: row.attempts };
  const hopeless = error instanceof ToolError && !error.retryable;
  if (hopeless || row.attempts >= handling.maxAttempts) {
    log.error(facts, 'a job failed');
    return settled(worker, active, 'failed', endValues('failed', now, { error: wordsOf(error) }));
  }
  log.warn(facts, 'a job failed and is tried again');
  const pause = Math.min(worker.backoffMs * 2 ** (row.attempts - 1), longestPauseMs);
  const due = now + Math.round(pause * (0.75 + Math.random() / 2));
  return settled(worker, active, 'retried', { state: 'waiting', due_at: due });
}

async function settled<T extends Tables>(
  { queue }: Worker<T>,
  { row, news }: ActiveJob,
  outcome: Outcome,
  values: Parameters<typeof queue.settle>[1],
): Promise<Outcome> {
  const held = await queue.settle(row, { ...(news !== undefined && progressValues(news)), ...values });
  return held ? outcome : 'lost';
}

/** What the owner of a job is told of its failure. */
function wordsOf(error: unknown): JobError {
  if (error instanceof ToolError) return { code: error.code, message: error.message, hint: error.hint };
  if (error instanceof JobStopped) {
    return { code: 'timeout', message: 'The job took too long.', hint: 'Ask for less at once.' };
  }
  return {
    code: 'internal',
    message: 'The job failed.',
    hint: 'Tell the operator the id of the job: the log says why.',
  };
}
