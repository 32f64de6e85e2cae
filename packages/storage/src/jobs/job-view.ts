import { type Job, jobOf } from '@patchbay/schemas';
import { z } from 'zod';
import type { OwnTables } from '../own/tables.ts';

/** A job as it is stored. */
export type JobRow = OwnTables['jobs']['$inferSelect'];

const shape = jobOf(z.unknown()).shape;

/** A stored job as its owner sees it. */
export function viewOf(row: JobRow): Job {
  const { progress_done: done, progress_total: total, progress_message: message } = row;
  return {
    job_id: row.id,
    kind: row.kind,
    state: shape.state.parse(row.state),
    ...(row.state === 'running' && row.cancelling && { cancelling: true }),
    attempts: row.attempts,
    ...(done !== null && {
      progress: { done, ...(total !== null && { total }), ...(message !== null && { message }) },
    }),
    created_at: instant(row.created_at),
    ...(row.ended_at !== null && { ended_at: instant(row.ended_at) }),
    ...(row.result !== null && { result: parsed(row.result) }),
    ...(row.error !== null && { error: shape.error.parse(JSON.parse(row.error)) }),
  };
}

/** A job in one line. */
export function lineOf({ job_id, state, progress, error }: Job): string {
  const far =
    progress && state === 'running'
      ? `, ${progress.done}${progress.total === undefined ? '' : ` of ${progress.total}`}${progress.message === undefined ? '' : ` (${progress.message})`}`
      : '';
  return `job ${job_id}: ${state}${far}${error === undefined ? '' : `, ${error.message}`}`;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}
