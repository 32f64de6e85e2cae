import type { CrmClient } from './connect-crm.ts';

/** Rows that the server makes again where they are out of date. */
const renewed: ReadonlySet<string> = new Set(['duplicate_keys', 'duplicate_links', 'duplicate_marks']);

/**
 * Every row of every table of the CRM as sorted text, but for those that follow from others; two equal snapshots are equal
 * to the byte.. Versions are left out: they grow when a change is taken back.
 */
export async function snapshotOf({
  kernel,
  scope,
}: Pick<CrmClient, 'kernel' | 'scope'>): Promise<Readonly<Record<string, readonly string[]>>> {
  return kernel.read(scope, async (db) => {
    const tables: Record<string, readonly string[]> = {};
    for (const [name, table] of Object.entries(db.tables)) {
      if (renewed.has(name)) continue;
      const rows = await db.select().from(table);
      tables[name] = rows.map((row) => JSON.stringify({ ...row, version: undefined })).sort();
    }
    return tables;
  });
}
