import { count, type SQL } from 'drizzle-orm';
import type { Tables, TenantTable } from '../tables.ts';
import type { TenantDb } from '../tenant/db.ts';
import { expr } from '../tenant/expressions.ts';

/** Totals up to this are exact; counting further would cost more than it tells. */
export const countedRows = 1_000;

/** How many rows fulfil a condition. */
export interface Total {
  readonly total_count: number;
  /** There are more than `total_count`. */
  readonly total_capped?: true;
}

/**
 * Counts the rows of a table that fulfil a condition, up to a thousand. The condition must hold the row filter.
 *
 * Counting in the order of the list lets the index that serves the list serve the count; without one, PostgreSQL reads
 * the table until it has found so many.
 */
export async function countRows(
  db: Pick<TenantDb<Tables>, 'select'>,
  table: TenantTable,
  condition: SQL | undefined,
  order: readonly SQL[] = [],
): Promise<Total> {
  const some = db
    .select({ one: expr<number>`1`.as('one') })
    .from(table)
    .where(condition)
    .orderBy(...order)
    .limit(countedRows + 1)
    .as('some');
  const [row] = await db.select({ rows: count() }).from(some);
  return totalOf(row?.rows ?? 0);
}

/** The total that a count up to one more than `countedRows` stands for. */
export function totalOf(rows: number): Total {
  return rows > countedRows ? { total_count: countedRows, total_capped: true } : { total_count: rows };
}
