import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import type { Connection, QueryCode, QueryDialect } from '../engine.ts';

/**
 * Drizzle's PostgreSQL builders in the types of its SQLite ones.
 *
 * This cast, and that of the kit which declares tables, are what lets one query code run on both: the methods that
 * `QueryCode` names have the same names, arguments and row types in both dialects, and every test of a store runs on both.
 */
function builderOver(query: Connection['query']): QueryCode {
  const builder: unknown = drizzle(async (text, parameters) => ({
    rows: [...(await query(text, parameters))],
  }));
  return builder as QueryCode;
}

const renderer = new PgDialect();

/** How statements are built for PostgreSQL. */
export const postgresDialect: QueryDialect = {
  dialect: 'postgres',
  builderOver,
  render: (query) => renderer.sqlToQuery(query),
};
