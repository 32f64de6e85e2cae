import { notFound } from '@patchbay/core';
import { type Job, versionConflict } from '@patchbay/schemas';
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { linkBlob, unlinkBlob } from '../blobs/links.ts';
import { newId } from '../ids.ts';
import { cancelJob, cancelJobsOf, startJob } from '../jobs/records.ts';
import type { Recorder } from '../log/recorder.ts';
import { type UndoOptions, type UndoOutcome, undoChange } from '../log/undo.ts';
import type { Undoing } from '../log/undoing.ts';
import { rowKeyText } from '../log/values.ts';
import type { AnyRow, RowKey, TableFacts, Tables, TenantTable } from '../tables.ts';
import type { Left } from '../transaction.ts';
import type { TenantWriteDb } from './db.ts';
import { jobScopeOf, readDb, unwrap, type ViewParts } from './read-db.ts';
import {
  deleteRows,
  insertRows,
  rowCondition,
  type UpsertOptions,
  updateRows,
  upsertRows,
  type Writing,
} from './write-rows.ts';

/** What a tenant's writing view is made of. */
export interface WriteParts<T extends Tables> extends ViewParts<T> {
  readonly recorder: Recorder;
  readonly now: () => number;
  /** All tables of the store, by their name in the database. */
  readonly tablesByName: ReadonlyMap<string, TableFacts>;
  readonly attempt: Undoing['attempt'];
  readonly left: Left;
}

/** Builds a tenant's view with the right to write. */
export function writeDb<T extends Tables>(parts: WriteParts<T>): TenantWriteDb<T> {
  const writing: Writing = parts;
  const view = {
    ...readDb(parts),
    changeId: parts.recorder.changeId,
    changeNumber: () => unwrap(parts.recorder.number(parts.connection, parts.own)),
    insert: (table: TenantTable, row: AnyRow) => unwrap(only(insertRows(writing, table, [row]))),
    insertMany: (table: TenantTable, rows: readonly AnyRow[]) => unwrap(insertRows(writing, table, rows)),
    update: (table: TenantTable, changes: AnyRow, where: SQL | undefined) =>
      unwrap(updateRows(writing, table, changes, where)),
    updateOne: (table: TenantTable, key: RowKey, changes: AnyRow, options: VersionOptions = {}) =>
      unwrap(updateOne(writing, table, key, changes, options)),
    delete: (table: TenantTable, where: SQL | undefined) => unwrap(deleteRows(writing, table, where)),
    upsert: (table: TenantTable, rows: readonly AnyRow[], options: UpsertOptions) =>
      unwrap(upsertRows(writing, table, rows, options)),
    enqueue: (kind: string, payload: unknown, options: MessageOptions = {}) =>
      unwrap(enqueue(parts, kind, payload, options)),
    startJob: (kind: string, input: unknown, options: { readonly delayMs?: number } = {}) =>
      unwrap(started(parts, kind, input, options.delayMs ?? 0)),
    linkBlob: (hash: string, owner: string) => unwrap(linkBlob(parts, hash, owner)),
    unlinkBlob: (hash: string, owner: string) => unwrap(unlinkBlob(parts, hash, owner)),
    cancelJob: (id: string) => unwrap(cancelled(parts, id)),
    undo: (changeId: string, options: UndoOptions = {}) => unwrap(undone(parts, changeId, options)),
  };
  // rows are untyped inside; that they have the type of their table is what drizzle's schema promises
  return view as unknown as TenantWriteDb<T>;
}

interface VersionOptions {
  readonly expected_version?: number | undefined;
}

async function updateOne(
  writing: Writing,
  table: TenantTable,
  key: RowKey,
  changes: AnyRow,
  { expected_version: expected }: VersionOptions,
): Promise<AnyRow> {
  const facts = writing.scope.factsOf(table);
  const row = rowCondition(facts, rowKeyText(key));
  const version = getTableColumns(facts.table)['version'];
  const counted = version === undefined ? changes : { ...changes, version: sql`${version} + 1` };
  const asExpected = version === undefined || expected === undefined ? undefined : eq(version, expected);
  const [updated] = await updateRows(writing, table, counted, and(row, asExpected));
  if (updated !== undefined) return updated;
  const [current] = await writing.connection.builder
    .select()
    .from(facts.table)
    .where(and(writing.scope.conditionOf(facts.table), row));
  if (current === undefined) throw missing(facts, key);
  throw versionConflict(Number(current['version']), Number(expected));
}

function missing(facts: TableFacts, key: RowKey) {
  return notFound(`Nothing in ${facts.name} has the id ${typeof key === 'object' ? key.join(', ') : key}.`, {
    hint: 'Search for the record to find its id.',
  });
}

interface MessageOptions {
  readonly dedupId?: string;
  readonly delayMs?: number;
}

async function enqueue<T extends Tables>(
  { connection, own, scope, recorder, now, left }: WriteParts<T>,
  kind: string,
  payload: unknown,
  { dedupId, delayMs = 0 }: MessageOptions,
): Promise<string> {
  const at = now();
  const id = newId('msg', at);
  await connection.builder
    .insert(own.outbox)
    .values({
      id,
      tenant: scope.tenant,
      kind,
      dedup_id: dedupId ?? id,
      payload: JSON.stringify(payload),
      change_id: recorder.changeId,
      created_at: at,
      due_at: at + delayMs,
    })
    .onConflictDoNothing();
  left.messages = true;
  return id;
}

async function started<T extends Tables>(
  parts: WriteParts<T>,
  kind: string,
  input: unknown,
  delayMs: number,
): Promise<Job> {
  const { recorder, now, left } = parts;
  const job = { kind, input, changeId: recorder.changeId, at: now() };
  const view = await startJob(jobScopeOf(parts), job, delayMs);
  if (view.job_id !== undefined) recorder.started(view.job_id);
  left.jobs = true;
  return view;
}

function cancelled<T extends Tables>(parts: WriteParts<T>, id: string): Promise<Job> {
  parts.left.jobs = true;
  return cancelJob(jobScopeOf(parts), id, parts.now());
}

async function undone<T extends Tables>(
  parts: WriteParts<T>,
  changeId: string,
  options: UndoOptions,
): Promise<UndoOutcome> {
  const outcome = await undoChange({ ...parts, tables: parts.tablesByName }, changeId, options);
  if (outcome.change_id !== undefined && (await cancelJobsOf(jobScopeOf(parts), changeId, parts.now())))
    parts.left.jobs = true;
  return outcome;
}

async function only(rows: Promise<readonly AnyRow[]>): Promise<AnyRow> {
  const [row] = await rows;
  if (row === undefined) throw new Error('The database did not give the inserted row back.');
  return row;
}
