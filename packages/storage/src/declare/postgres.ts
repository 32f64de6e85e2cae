import { customType } from 'drizzle-orm/pg-core';

export {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
export { sameRows } from '../same-rows.ts';
export { expr } from '../tenant/expressions.ts';

/** Bytes; the twin of SQLite's `blob('…', { mode: 'buffer' })`. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
