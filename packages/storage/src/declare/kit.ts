import {
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/** The builders of a declaration, as SQLite has them. */
export const sqliteKit = {
  table: sqliteTable,
  index,
  uniqueIndex,
  primaryKey,
  text: <Name extends string>(name: Name) => text(name),
  /** A whole number of 32 bits. */
  integer: <Name extends string>(name: Name) => integer(name),
  /** A whole number up to 2^53, such as an amount of money in minor units or milliseconds since 1970. */
  bigint: <Name extends string>(name: Name) => integer(name),
  /** A floating point number of 64 bits. */
  real: <Name extends string>(name: Name) => real(name),
  boolean: <Name extends string>(name: Name) => integer(name, { mode: 'boolean' }),
  /** Anything that JSON holds; the type is the caller's word. */
  json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>(),
  bytes: <Name extends string>(name: Name) => blob(name, { mode: 'buffer' }).$type<Buffer>(),
  /** A primary key that the database counts up, of 32 bits. */
  identity: <Name extends string>(name: Name) => integer(name).primaryKey({ autoIncrement: true }),
  /** The same of 64 bits. */
  bigIdentity: <Name extends string>(name: Name) => integer(name).primaryKey({ autoIncrement: true }),
};

/** The builders that a declaration may use. */
export type Kit = typeof sqliteKit;
