import type { Query, SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { OwnTables } from './own/tables.ts';

/** The two databases behind the one query code. */
export type Dialect = 'sqlite' | 'postgres';

/** Drizzle's builders over one connection, typed as SQLite whatever the database is. */
export type QueryCode = Pick<
  BaseSQLiteDatabase<'async', unknown, Record<string, never>>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>;

/** One connection for the time of one transaction. */
export interface Connection {
  readonly dialect: Dialect;
  /** Runs one statement and gives its rows as arrays of driver values; refused once the transaction is over. */
  query(statement: string, parameters?: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
  /** Runs one built statement and gives its rows under the names of their columns. */
  named(query: SQL): Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly builder: QueryCode;
}

/** What a driver answers to one statement. */
export interface Answer {
  readonly rows: readonly (readonly unknown[])[];
  columns(): readonly string[];
}

/** Runs one statement on an open connection. */
export type Run = (statement: string, parameters: readonly unknown[]) => Promise<Answer>;

/** What differs between the databases when statements are built. */
export interface QueryDialect {
  readonly dialect: Dialect;
  builderOver(query: Connection['query']): QueryCode;
  render(query: SQL): Query;
}

/** Who asks for a transaction. */
export interface Asker {
  /** Tenant and id of the caller, as one text. */
  readonly caller: string;
  readonly tool: string | undefined;
}

/** How a transaction is run. */
export interface TransactionOptions {
  /**
   * `read` sees one snapshot and cannot write; `scan` does the same for statements whose work grows with the data, which
   * must not hold up others; writes behave as if they ran one after the other; `schema` changes tables.
   */
  readonly mode: 'read' | 'scan' | 'write' | 'schema';
  /** On whose behalf: nobody gets all connections, so that who is slow leaves some to others. */
  readonly asker?: Asker | undefined;
  /** Ends waiting, the running statement where the driver allows, and the transaction. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for a connection and the right to write, in milliseconds. */
  readonly waitMs?: number | undefined;
  /**
   * Which attempt at the same work this is, from 1: then it is the only one that is made, and a lost race is thrown for
   * the caller to repeat what led here. Without it the engine repeats the work itself.
   */
  readonly attempt?: number | undefined;
}

/** A database that runs transactions; all else of this package is written against this. */
export interface Engine {
  readonly dialect: Dialect;
  /** The server's tables as this database knows them, by the names under which they were declared. */
  readonly tables: Readonly<Record<string, unknown>>;
  /** The tables of this package. */
  readonly own: OwnTables;
  /**
   * Runs the work in a transaction; what it throws rolls back.
   *
   * Work may run more than once: a transaction that lost against a concurrent one starts again.
   */
  transaction<T>(options: TransactionOptions, work: (connection: Connection) => Promise<T>): Promise<T>;
  /** @throws ToolError `unavailable` when what is open is not what the configuration names any more. */
  check?(): void;
  /** Where the database is and why it cannot be used, for the operator; undefined when the error does not say. */
  problem?(error: unknown): string | undefined;
  close(): Promise<void>;
}
