import { and, eq, getTableColumns, gte, inArray, type SQL, sql } from 'drizzle-orm';
import type { TableFacts } from '../tables.ts';
import type { Entry } from './conflicts.ts';
import type { Undoing } from './undoing.ts';
import { decodeRow } from './values.ts';

/** Whether the rows of a table count their changes. */
export function isVersioned({ columns }: TableFacts): boolean {
  return columns.includes('version');
}

/** The change by which a row of a versioned table gets a version that it never had; nothing for other tables. */
export function grown({ table }: TableFacts): { readonly version?: SQL } {
  const { version } = getTableColumns(table);
  return version === undefined ? {} : { version: sql`${version} + 1` };
}

/** The highest version that the log knows of each row that is gone, from the entries that took them away on. */
export async function lastVersions(
  { connection, own: { changeRows }, scope }: Undoing,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, number>> {
  const [first] = entries;
  if (first === undefined) return new Map();
  const since = await connection.builder
    .select({ row_key: changeRows.row_key, before: changeRows.before, after: changeRows.after })
    .from(changeRows)
    .where(
      and(
        eq(changeRows.tenant, scope.tenant),
        eq(changeRows.table_name, first.table_name),
        inArray(
          changeRows.row_key,
          entries.map(({ row_key }) => row_key),
        ),
        gte(changeRows.seq, Math.min(...entries.map(({ seq }) => seq))),
      ),
    );
  const versions = new Map<string, number>();
  for (const { row_key, before, after } of since) {
    versions.set(row_key, Math.max(versions.get(row_key) ?? 0, versionIn(before), versionIn(after)));
  }
  return versions;
}

function versionIn(row: string | null): number {
  return row === null ? 0 : Number(decodeRow(row)['version'] ?? 0);
}
