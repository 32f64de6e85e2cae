import type { DependencyHealth, WriteEffect } from '@patchbay/core';
import type { Connection, Dialect, TransactionOptions } from './engine.ts';
import type { TransactionSteps } from './lazy.ts';
import type { NumberedChange } from './log/numbers.ts';
import type { OwnTables } from './own/tables.ts';
import type { Tables } from './tables.ts';
import type { TenantDb, TenantWriteDb } from './tenant/db.ts';
import type { Left, StoreContext } from './transaction.ts';

/** What a write is known by in the change log, beside its caller. */
export interface WriteOrigin {
  readonly correlation_id?: string;
  readonly idempotency_key?: string;
}

/** A database that several tenants share without seeing each other. */
export interface Store<T extends Tables = Tables> {
  readonly dialect: Dialect;
  /** Reads one consistent state. Inside a write, the state of that write. */
  read<Result>(context: StoreContext, work: (db: TenantDb<T>) => Promise<Result>): Promise<Result>;
  /**
   * The same for statements whose work grows with the data: searches, counts, reports. On SQLite they run on a thread
   * of their own, which costs each some 50 µs and keeps long ones from holding up everybody.
   */
  scan<Result>(context: StoreContext, work: (db: TenantDb<T>) => Promise<Result>): Promise<Result>;
  /**
   * Writes all or nothing. Inside a call under `transact`, and inside another write, it joins that transaction as a
   * savepoint. The work may run again after losing against a concurrent write, so effects outside the store belong
   * into the outbox.
   */
  write<Result>(
    context: StoreContext & WriteOrigin,
    work: (db: TenantWriteDb<T>) => Promise<Result>,
  ): Promise<Result>;
  /**
   * The tenant's changes with a higher number than this, oldest first: 1,000 at most unless said otherwise. They come
   * in the order of their commits, so that no change appears later under a number that was passed already.
   */
  changesSince(
    tenant: string,
    number: number,
    options?: { readonly limit?: number },
  ): Promise<readonly NumberedChange[]>;
  /** How the database is; `probe` asks it. */
  health(options: { readonly probe: boolean; readonly signal?: AbortSignal }): Promise<DependencyHealth>;
  /** Waits for the transaction that runs, then closes the database. */
  close(): Promise<void>;
  /** For this package's own parts, which work across tenants. */
  readonly internal: StoreInternals;
}

/** What the outbox, retention, backup and the transaction middleware build on. */
export interface StoreInternals {
  readonly own: OwnTables;
  readonly now: () => number;
  transaction<Result>(
    options: TransactionOptions,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result>;
  /** Runs work whose first write begins a transaction, which all its reads and writes from then on join. */
  lazily<Result>(
    context: StoreContext & WriteOrigin,
    steps: TransactionSteps<Result>,
    work: (effect: WriteEffect) => Promise<Result>,
  ): Promise<Result>;
  /** Calls back after each commit that left something for workers; returns the function that stops it. */
  onCommit(listener: (left: Left) => void): () => void;
  /** Whether a transaction runs here, in which another one would wait for itself. */
  isRunning(): boolean;
  /** The connection of the transaction that runs here. @throws Error when none does. */
  connection(): Connection;
  /** Where the database is: the file, or undefined for PostgreSQL. */
  readonly file: string | undefined;
}
