import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Answer } from '../engine.ts';
import { openDatabase } from './driver.ts';

const keptStatements = 256;
/** How long a reader may block its thread while another process recovers or checkpoints the file. */
const readerBusyMs = 1_000;
/** Memory for pages of each connection; eight times what SQLite takes by itself. */
export const cacheKib = 16_000;

type Rows = readonly (readonly unknown[])[];

/** Runs statements on one open file. */
export interface SqliteConnection {
  /** Whether a transaction is open; SQLite ends one by itself when the disk is full. */
  readonly inTransaction: boolean;
  query(statement: string, parameters?: readonly unknown[]): Rows;
  answer(statement: string, parameters: readonly unknown[]): Answer;
  /** Runs any number of statements that give nothing back; the methods above run the first one alone. */
  run(script: string): void;
  /** Does nothing when it is closed already. */
  close(): void;
}

interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** Opens a connection that cannot write. */
export function openReader(file: string): SqliteConnection {
  const connection = sqliteConnection(openDatabase(file, { readOnly: true, timeout: readerBusyMs }));
  connection.run(`PRAGMA cache_size = -${cacheKib}`);
  return connection;
}

/** Wraps an open file; statements are prepared once and kept. */
export function sqliteConnection(database: DatabaseSync): SqliteConnection {
  const statements = new Map<string, Prepared>();
  const prepared = (text: string) => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare(text);
    statement.setReturnArrays(true);
    if (statements.size >= keptStatements) statements.clear();
    const added = { statement, givesRows: statement.columns().length > 0 };
    statements.set(text, added);
    return added;
  };
  const answer: SqliteConnection['answer'] = (text, parameters) => {
    const { statement, givesRows } = prepared(text);
    // what can be bound is the driver's to check
    const values = parameters as Parameters<StatementSync['all']>;
    if (!givesRows) {
      statement.run(...values);
      return nothing;
    }
    return {
      rows: rowsOf(statement, text, values),
      columns: () => statement.columns().map(({ name }) => name),
    };
  };
  return {
    get inTransaction() {
      return database.isOpen && database.isTransaction;
    },
    answer,
    run: (script) => database.exec(script),
    query: (text, parameters = []) => answer(text, parameters).rows,
    close() {
      statements.clear();
      if (database.isOpen) database.close();
    },
  };
}

function rowsOf(statement: StatementSync, text: string, values: Parameters<StatementSync['all']>): Rows {
  try {
    return arrays(statement.all(...values));
  } catch (error) {
    // a sum may leave the range of exact numbers; only what reads can run a second time
    if (!isBeyondNumber(error) || !/^\s*(select|with)\b/i.test(text)) throw error;
  }
  statement.setReadBigInts(true);
  try {
    return arrays(statement.all(...values)).map((row) =>
      row.map((value) => (typeof value === 'bigint' ? Number(value) : value)),
    );
  } finally {
    statement.setReadBigInts(false);
  }
}

/** Whether SQLite gave an integer that a number cannot hold exactly. */
function isBeyondNumber(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'ERR_OUT_OF_RANGE';
}

/** The types do not know that statements were switched to array mode when they were prepared. */
function arrays(rows: unknown): Rows {
  return rows as Rows;
}

const nothing: Answer = { rows: [], columns: () => [] };
