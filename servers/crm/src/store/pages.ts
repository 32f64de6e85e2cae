import { count, expr, type SQL, type TenantTable } from '@patchbay/storage';
import type { CrmDb } from './kernel.ts';

/** Totals up to this are exact; counting further would cost more than it tells. */
export const countedRows = 1_000;

/** How many rows fulfil a condition. */
export interface Total {
  readonly total_count: number;
  /** There are more than `total_count`. */
  readonly total_capped?: true;
}

/** Counts the rows of a table that fulfil a condition, up to a thousand. The condition must hold the row filter. */
export async function countRows(db: CrmDb, table: TenantTable, condition: SQL | undefined): Promise<Total> {
  const some = db
    .select({ one: expr<number>`1`.as('one') })
    .from(table)
    .where(condition)
    .limit(countedRows + 1)
    .as('some');
  const [row] = await db.select({ rows: count() }).from(some);
  return totalOf(row?.rows ?? 0);
}

/** The total that a count up to one more than `countedRows` stands for. */
export function totalOf(rows: number): Total {
  return rows > countedRows ? { total_count: countedRows, total_capped: true } : { total_count: rows };
}
