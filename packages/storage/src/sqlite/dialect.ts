import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { QueryDialect } from '../engine.ts';

const renderer = new SQLiteAsyncDialect();

/** How statements are built for SQLite. */
export const sqliteDialect: QueryDialect = {
  dialect: 'sqlite',
  builderOver: (query) =>
    drizzle(async (text, parameters) => ({ rows: [...(await query(text, parameters))] })),
  render: (query) => renderer.sqlToQuery(query),
};
