import type { Kit } from './kit.ts';

/** The column that every table has: whose the row is. */
export const tenantColumn = (k: Kit) => ({ tenant: k.text('tenant').notNull() });

/** When a row was made and changed last, as RFC 3339 in UTC with milliseconds. */
export const timeColumns = (k: Kit) => ({
  created_at: k.text('created_at').notNull(),
  updated_at: k.text('updated_at').notNull(),
});

/** Counts the changes of a row, for callers that name the version they saw. */
export const versionColumn = (k: Kit) => ({ version: k.integer('version').notNull().default(1) });
