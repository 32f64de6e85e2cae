import { type SQL, sql } from 'drizzle-orm';

/** The condition that every row fulfils, for writes that mean all rows of the tenant. */
export const everyRow: SQL = sql`1 = 1`;
