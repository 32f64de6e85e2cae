import {
  bigint,
  bigserial,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Kit } from './kit.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

const builders: { readonly [Name in keyof Kit]: unknown } = {
  table: pgTable,
  index,
  uniqueIndex,
  primaryKey,
  text: (name: string) => text(name),
  integer: (name: string) => integer(name),
  bigint: (name: string) => bigint(name, { mode: 'number' }),
  real: (name: string) => doublePrecision(name),
  boolean: (name: string) => boolean(name),
  json: (name: string) => jsonb(name),
  bytes: (name: string) => bytea(name),
  identity: (name: string) => integer(name).primaryKey().generatedByDefaultAsIdentity(),
  bigIdentity: (name: string) => bigserial(name, { mode: 'number' }).primaryKey(),
};

/**
 * The builders of a declaration as PostgreSQL has them, in the types of SQLite's.
 *
 * This cast, and that of the query builder, are what lets one query code run on both: each builder has a column of the
 * same row type and the same methods behind it. Every test of a store runs on both.
 */
export const postgresKit = builders as Kit;
