import { and, asc, eq, gt, max, type SQL, sql } from 'drizzle-orm';
import type { Connection, Dialect } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { LogReader } from './history.ts';

/** Any number that other users of the database are unlikely to lock; the schema and the tenant are mixed in. */
const lockSpace = 0x7061_7464;

/** A change by its place among all changes of its tenant. */
export interface NumberedChange {
  readonly number: number;
  readonly change_id: string;
}

/**
 * An expression for the number of a change that is about to be committed: higher than every number of the tenant that
 * anybody can see, now or later. Numbers may be left out.
 *
 * On PostgreSQL whoever takes one holds a lock of the tenant until the commit, so that no smaller number appears after
 * a larger one. It is a lock and a sequence, not a row: a row that others have counted up since the snapshot of a
 * serializable transaction could not be counted up in it.
 */
export function nextNumber(dialect: Dialect, { changes }: OwnTables, tenant: string): SQL<number> {
  if (dialect === 'sqlite') {
    return sql<number>`(select coalesce(max(number), 0) + 1 from ${changes} where tenant = ${tenant})`;
  }
  return sql<number>`(with held as materialized (select pg_advisory_xact_lock(${lockSpace}, hashtext(current_schema() || '/' || ${tenant}::text))) select nextval('patchbay_change_numbers') from held)`;
}

/** Takes the number of a change before it is written. */
export async function takeNumber(connection: Connection, own: OwnTables, tenant: string): Promise<number> {
  const [row] = await connection.named(sql`select ${nextNumber(connection.dialect, own, tenant)} as number`);
  return Number(row?.['number']);
}

/** The number of the tenant's newest change; 0 when there is none. */
export async function newestNumber({ connection, own, tenant }: LogReader): Promise<number> {
  const { changes } = own;
  const [row] = await connection.builder
    .select({ number: max(changes.number) })
    .from(changes)
    .where(eq(changes.tenant, tenant));
  return row?.number ?? 0;
}

/** The tenant's changes with a higher number, in the order of their commits. */
export async function changesAfter(
  { connection, own, tenant }: LogReader,
  number: number,
  limit: number,
): Promise<readonly NumberedChange[]> {
  const { changes } = own;
  return connection.builder
    .select({ number: changes.number, change_id: changes.id })
    .from(changes)
    .where(and(eq(changes.tenant, tenant), gt(changes.number, number)))
    .orderBy(asc(changes.number))
    .limit(limit);
}
