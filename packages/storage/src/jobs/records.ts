import { conflict, notFound } from '@patchbay/core';
import type { Job } from '@patchbay/schemas';
import { and, eq, inArray } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { Connection } from '../engine.ts';
import { newId } from '../ids.ts';
import type { OwnTables } from '../own/tables.ts';
import type { Cursors } from '../paging/cursor.ts';
import { type Page, paging } from '../paging/paging.ts';
import { boundedJson } from './bounded.ts';
import { type JobRow, viewOf } from './job-view.ts';

/** Whose jobs are read, and where. */
export interface JobScope {
  readonly connection: Connection;
  readonly own: OwnTables;
  readonly tenant: string;
  /** The caller's id. */
  readonly actor: string;
}

/** Which of the caller's jobs a list has. */
export interface JobListOptions {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

const open = ['waiting', 'running'];

/** Writes a job that waits to be run. */
export async function startJob(
  { connection, own: { jobs }, tenant, actor }: JobScope,
  job: { readonly kind: string; readonly input: unknown; readonly changeId: string; readonly at: number },
  delayMs: number,
): Promise<Job> {
  const { kind, input, changeId: change_id, at } = job;
  const [row] = await connection.builder
    .insert(jobs)
    .values({
      id: newId('job', at),
      tenant,
      owner: actor,
      kind,
      input: boundedJson('input', input),
      change_id,
      created_at: at,
      state: 'waiting',
      due_at: at + delayMs,
    })
    .returning();
  if (row === undefined) throw new Error('The database did not give the job back.');
  return viewOf(row);
}

/** One of the caller's jobs. @throws ToolError `not_found`. */
export async function getJob(scope: JobScope, id: string): Promise<Job> {
  return viewOf(await ownedRow(scope, id));
}

/** The job of this id, if it exists and is the caller's. */
export async function findJob(scope: JobScope, id: string): Promise<Job | undefined> {
  const row = await rowOf(scope, id);
  return row && viewOf(row);
}

/** The caller's jobs, newest first. */
export async function listJobs(
  { connection, own: { jobs }, tenant, actor }: JobScope,
  cursors: Cursors,
  { cursor, limit }: JobListOptions,
): Promise<Page<Job>> {
  const pages = paging(cursors, tenant, {
    list: 'jobs',
    filter: { owner: actor },
    sort: { column: jobs.created_at, direction: 'desc' },
    id: jobs.id,
    cursor,
    limit,
  });
  const rows = await connection.builder
    .select()
    .from(jobs)
    .where(and(eq(jobs.tenant, tenant), eq(jobs.owner, actor), pages.after))
    .orderBy(...pages.orderBy)
    .limit(pages.limit);
  const page = pages.page(rows);
  return { ...page, items: page.items.map(viewOf) };
}

/**
 * Ends one of the caller's jobs: at once where it waits; a running one is told so.
 *
 * @throws ToolError `not_found`; `conflict` when it has ended.
 */
export async function cancelJob(scope: JobScope, id: string, now: number): Promise<Job> {
  const row = await ownedRow(scope, id);
  if (row.state === 'cancelled') return viewOf(row);
  if (!open.includes(row.state)) {
    throw conflict(`The job ${id} has ended: ${row.state}.`, {
      hint: 'Read the job for its result; if that names a change_id, undo that.',
    });
  }
  const { jobs } = scope.own;
  const [cancelled] = await scope.connection.builder
    .update(jobs)
    .set(cancellation(row.state, now))
    .where(eq(jobs.id, id))
    .returning();
  return viewOf(cancelled ?? row);
}

/** Ends the jobs of a change that is undone. @returns whether there were any. */
export async function cancelJobsOf(
  { connection, own: { jobs }, tenant }: JobScope,
  changeId: string,
  now: number,
): Promise<boolean> {
  const started = await connection.builder
    .select({ id: jobs.id, state: jobs.state })
    .from(jobs)
    .where(and(eq(jobs.tenant, tenant), eq(jobs.change_id, changeId), inArray(jobs.state, open)));
  for (const { id, state } of started) {
    await connection.builder.update(jobs).set(cancellation(state, now)).where(eq(jobs.id, id));
  }
  return started.length > 0;
}

function cancellation(state: string, now: number): SQLiteUpdateSetSource<OwnTables['jobs']> {
  if (state === 'running') return { cancelling: true };
  return { state: 'cancelled', due_at: null, ended_at: now, checkpoint: null };
}

async function ownedRow(scope: JobScope, id: string): Promise<JobRow> {
  const row = await rowOf(scope, id);
  if (row !== undefined) return row;
  throw notFound(`No job of yours has the id ${id}.`, {
    hint: 'Use the job_id that the tool returned; jobs are kept for a week after their end.',
  });
}

async function rowOf(
  { connection, own: { jobs }, tenant, actor }: JobScope,
  id: string,
): Promise<JobRow | undefined> {
  const [row] = await connection.builder
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.tenant, tenant), eq(jobs.owner, actor)));
  return row;
}
