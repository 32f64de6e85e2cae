import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { AnyRow } from '../tables.ts';
import { decodeRow, keyValues } from './values.ts';

/** What a change did to one row. */
export interface ChangedRow {
  readonly table: string;
  /** The primary key without the tenant, in the order of its columns. */
  readonly key: readonly unknown[];
  /** Absent when the change created the row. */
  readonly before?: AnyRow;
  /** Absent when the change deleted the row. */
  readonly after?: AnyRow;
}

/** One transaction that changed something. */
export interface Change {
  readonly change_id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly tool?: string;
  readonly correlation_id?: string;
  readonly kind: 'write' | 'undo';
  /** The change that this one took back. */
  readonly undoes?: string;
  /** The change that took this one back. */
  readonly undone_by?: string;
  /** Tables that the change wrote to without the log; it cannot be undone then. */
  readonly unlogged?: readonly string[];
  /** In the order in which they were written. */
  readonly rows: readonly ChangedRow[];
}

/** Reads the change log of one tenant. */
export interface LogReader {
  readonly connection: Connection;
  readonly own: OwnTables;
  readonly tenant: string;
}

/** One change with all its rows. */
export async function getChange(reader: LogReader, changeId: string): Promise<Change | undefined> {
  const { connection, own, tenant } = reader;
  const { changes, changeRows } = own;
  const [header] = await connection.builder
    .select()
    .from(changes)
    .where(and(eq(changes.tenant, tenant), eq(changes.id, changeId)));
  if (header === undefined) return undefined;
  const rows = await connection.builder
    .select()
    .from(changeRows)
    .where(eq(changeRows.change_id, changeId))
    .orderBy(asc(changeRows.position));
  return changeOf(header, rows);
}

/** The changes of one row, newest first, each with what it did to this row alone. */
export async function historyOf(
  reader: LogReader,
  table: string,
  rowKey: string,
  limit: number,
): Promise<readonly Change[]> {
  const { connection, own, tenant } = reader;
  const { changes, changeRows } = own;
  const rows = await connection.builder
    .select()
    .from(changeRows)
    .where(
      and(eq(changeRows.tenant, tenant), eq(changeRows.table_name, table), eq(changeRows.row_key, rowKey)),
    )
    .orderBy(desc(changeRows.seq))
    .limit(limit);
  const ids = [...new Set(rows.map((row) => row.change_id))];
  if (ids.length === 0) return [];
  const headers = await connection.builder.select().from(changes).where(inArray(changes.id, ids));
  const byId = new Map(headers.map((header) => [header.id, header]));
  return ids.flatMap((id) => {
    const header = byId.get(id);
    const own = rows.filter((row) => row.change_id === id).toReversed();
    return header === undefined ? [] : [changeOf(header, own)];
  });
}

type Header = OwnTables['changes']['$inferSelect'];
type LoggedRow = OwnTables['changeRows']['$inferSelect'];

function changeOf(header: Header, rows: readonly LoggedRow[]): Change {
  return {
    change_id: header.id,
    at: new Date(header.at).toISOString(),
    actor: header.actor,
    ...(header.tool !== null && { tool: header.tool }),
    ...(header.correlation_id !== null && { correlation_id: header.correlation_id }),
    kind: header.kind === 'undo' ? 'undo' : 'write',
    ...(header.undoes !== null && { undoes: header.undoes }),
    ...(header.undone_by !== null && { undone_by: header.undone_by }),
    ...(header.unlogged !== null && { unlogged: header.unlogged }),
    rows: rows.map(changedRow),
  };
}

function changedRow(row: LoggedRow): ChangedRow {
  return {
    table: row.table_name,
    key: keyValues(row.row_key),
    ...(row.before !== null && { before: decodeRow(row.before) }),
    ...(row.after !== null && { after: decodeRow(row.after) }),
  };
}
