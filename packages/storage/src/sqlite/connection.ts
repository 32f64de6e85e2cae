import type BetterSqlite from 'better-sqlite3';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Answer, QueryDialect } from '../engine.ts';

const keptStatements = 256;

type Rows = readonly (readonly unknown[])[];

/** Runs statements on one open file. */
export interface SqliteConnection {
  readonly raw: BetterSqlite.Database;
  query(statement: string, parameters?: readonly unknown[]): Rows;
  answer(statement: string, parameters: readonly unknown[]): Answer;
  close(): void;
}

/** Wraps an open file; statements are prepared once and kept. */
export function sqliteConnection(raw: BetterSqlite.Database): SqliteConnection {
  const statements = new Map<string, BetterSqlite.Statement>();
  const prepared = (text: string) => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = raw.prepare(text);
    if (statement.reader) statement.raw(true);
    if (statements.size >= keptStatements) statements.clear();
    statements.set(text, statement);
    return statement;
  };
  const answer: SqliteConnection['answer'] = (text, parameters) => {
    const statement = prepared(text);
    if (!statement.reader) {
      statement.run(...parameters);
      return nothing;
    }
    const rows = statement.all(...parameters);
    return {
      // statements that return rows were switched to array mode when they were prepared
      rows: rows.filter((row) => Array.isArray(row)),
      columns: () => statement.columns().map(({ name }) => name),
    };
  };
  return {
    raw,
    answer,
    query: (text, parameters = []) => answer(text, parameters).rows,
    close() {
      statements.clear();
      raw.close();
    },
  };
}

const nothing: Answer = { rows: [], columns: () => [] };
const renderer = new SQLiteAsyncDialect();

/** How statements are built for SQLite. */
export const sqliteDialect: QueryDialect = {
  dialect: 'sqlite',
  builderOver: (query) =>
    drizzle(async (text, parameters) => ({ rows: (await query(text, parameters)).map((row) => [...row]) })),
  render: (query) => renderer.sqlToQuery(query),
};
