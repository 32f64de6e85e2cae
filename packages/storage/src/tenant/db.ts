import type { Job } from '@patchbay/schemas';
import type { SQL } from 'drizzle-orm';
import type { Changeable } from '../declare/roles.ts';
import type { Dialect } from '../engine.ts';
import type { JobListOptions } from '../jobs/records.ts';
import type { Change } from '../log/history.ts';
import type { UndoOptions, UndoOutcome } from '../log/undo.ts';
import type { ComputedList } from '../paging/computed-list.ts';
import type { Page, Paging, PagingOptions } from '../paging/paging.ts';
import type { Changes, NewRow, RowKey, RowOf, Tables, TenantTable } from '../tables.ts';
import type { RowParser, SqlTag, TenantSql } from './raw.ts';
import type { TenantToken } from './scope.ts';
import type { Select } from './select.ts';

/** One tenant's view of a store, inside one transaction. Nothing it offers can see another tenant's rows. */
export interface TenantDb<T extends Tables> {
  /** The store's tables. Queries must be built on these, not on the declarations. */
  readonly tables: T;
  /** For the few things that differ, such as full-text search. */
  readonly dialect: Dialect;
  /** The tenant as a parameter, for raw SQL. */
  readonly tenant: TenantToken;
  readonly select: Select;
  readonly selectDistinct: Select;
  /** The row of this key. */
  get<Table extends TenantTable>(table: Table, key: RowKey): Promise<RowOf<Table> | undefined>;
  /** Raw SQL for reading: compare the tenant column of every table in it with `db.tenant`. */
  readonly sql: SqlTag;
  /** Runs raw SQL; each row is parsed, so that its type is known and true. */
  all<Row>(query: TenantSql, row: RowParser<Row>): Promise<Row[]>;
  /** Cuts a list into pages by the cursor of the call; see {@link PagingOptions}. */
  paging(options: PagingOptions): Paging;
  /** One page of a list that no single statement can cut; see {@link ComputedList}. */
  pageOf<Item>(list: ComputedList<Item>): Page<Item>;
  /** What happened to one row, newest first. */
  history(table: TenantTable, key: RowKey, options?: { readonly limit?: number }): Promise<readonly Change[]>;
  /** One change with all its rows. */
  getChange(changeId: string): Promise<Change | undefined>;
  /**
   * The number of the tenant's newest change, 0 for none; it rises with each change, in the order of commits. In a write
   * it is the number that this write will have, and other writes of the tenant wait from here to the commit.
   */
  changeNumber(): Promise<number>;
  /** One of the caller's jobs. @throws ToolError `not_found` for one that does not exist or is another caller's. */
  getJob(id: string): Promise<Job>;
  /** The caller's jobs, newest first. */
  listJobs(options?: JobListOptions): Promise<Page<Job>>;
}

/** The same with the right to write. Every row written is noted in the change log, but of derived and immutable tables. */
export interface TenantWriteDb<T extends Tables> extends TenantDb<T> {
  /** Identifies all that this transaction changes; `undo` takes it. */
  readonly changeId: string;
  insert<Table extends TenantTable>(table: Table, row: NewRow<Table>): Promise<RowOf<Table>>;
  insertMany<Table extends TenantTable>(
    table: Table,
    rows: readonly NewRow<Table>[],
  ): Promise<RowOf<Table>[]>;
  /** Changes the rows that fulfil the condition; `everyRow` stands for all. The key and the tenant cannot be changed. */
  update<Table extends TenantTable & Changeable>(
    table: Table,
    changes: Changes<Table>,
    where: SQL | undefined,
  ): Promise<RowOf<Table>[]>;
  /**
   * Changes one row, and counts its `version` up where the table has one.
   *
   * @throws ToolError `not_found`; `conflict` when the row has another version than the caller expects.
   */
  updateOne<Table extends TenantTable & Changeable>(
    table: Table,
    key: RowKey,
    changes: Changes<Table>,
    options?: { readonly expected_version?: number | undefined },
  ): Promise<RowOf<Table>>;
  /** Deletes the rows that fulfil the condition and gives them back. */
  delete<Table extends TenantTable>(table: Table, where: SQL | undefined): Promise<RowOf<Table>[]>;
  /** Inserts rows or changes those that exist, in order. */
  upsert<Table extends TenantTable>(
    table: Table,
    rows: readonly NewRow<Table>[],
    options: {
      /** The unique key beside the tenant that tells whether a row exists. */
      readonly target: readonly (keyof NewRow<Table> & string)[];
      /** The changes to a row that exists; undefined leaves it as it is. */
      readonly update: (existing: RowOf<Table>, incoming: NewRow<Table>) => Changes<Table> | undefined;
    },
  ): Promise<{ row: RowOf<Table>; outcome: 'created' | 'updated' | 'unchanged' }[]>;
  /**
   * Leaves an effect on the outside world for the outbox worker; it is delivered if, and only if, this transaction
   * commits. A second one with the same kind and `dedupId` is dropped.
   *
   * @returns the message's id.
   */
  enqueue(
    kind: string,
    payload: unknown,
    options?: { readonly dedupId?: string; readonly delayMs?: number },
  ): Promise<string>;
  /**
   * Starts work that outlasts the call: a worker runs it if, and only if, this transaction commits.
   *
   * The call answers with the job, in a field `job` of the shape `jobOf`; repeated with its `idempotency_key` it answers
   * with the job as it is then.
   *
   * @throws ToolError `too_large` for an input of more than 256 KiB as JSON.
   */
  startJob(kind: string, input: unknown, options?: { readonly delayMs?: number }): Promise<Job>;
  /**
   * Notes that something of the tenant needs a content that `blobs.write` has written, named by what it is, such as
   * `version 12`; a second time changes nothing. Undoing the change takes it back.
   *
   * @throws ToolError `conflict` when the content is gone.
   */
  linkBlob(hash: string, owner: string): Promise<void>;
  /** Notes that it needs it no more; what nothing needs is removed an hour later. */
  unlinkBlob(hash: string, owner: string): Promise<void>;
  /** Ends one of the caller's jobs; see `Jobs.cancel`. */
  cancelJob(id: string): Promise<Job>;
  /** Takes back what a change did, and ends the jobs that it started; see {@link UndoOutcome}. */
  undo(changeId: string, options?: UndoOptions): Promise<UndoOutcome>;
}
