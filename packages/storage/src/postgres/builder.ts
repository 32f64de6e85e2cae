import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import type { Connection, QueryCode, QueryDialect } from '../engine.ts';
import { ownTables } from '../own/tables.pg.ts';
import type { OwnTables } from '../own/tables.sqlite.ts';

/**
 * Drizzle's PostgreSQL builders in the types of its SQLite ones.
 *
 * This is the cast that lets one query code run on both: the methods that `QueryCode` names have the same names,
 * arguments and row types in both dialects, `sameRows` holds the tables equal, and every test of a store runs on both.
 */
function builderOver(query: Connection['query']): QueryCode {
  const builder: unknown = drizzle(async (text, parameters) => ({
    rows: (await query(text, parameters)).map((row) => [...row]),
  }));
  return builder as QueryCode;
}

/** This package's PostgreSQL tables in the types of its SQLite ones, for the same reason. */
export const postgresTables = ownTables as unknown as OwnTables;

const renderer = new PgDialect();

/** How statements are built for PostgreSQL. */
export const postgresDialect: QueryDialect = {
  dialect: 'postgres',
  builderOver,
  render: (query) => renderer.sqlToQuery(query),
};
