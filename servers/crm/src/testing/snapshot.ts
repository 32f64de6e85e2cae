import type { CrmClient } from './connect-crm.ts';

/** Every row of every table of the CRM as sorted text; two equal snapshots are equal to the byte. */
export async function snapshotOf({
  kernel,
  scope,
}: Pick<CrmClient, 'kernel' | 'scope'>): Promise<Readonly<Record<string, readonly string[]>>> {
  return kernel.read(scope, async (db) => {
    const tables: Record<string, readonly string[]> = {};
    for (const [name, table] of Object.entries(db.tables)) {
      const rows = await db.select().from(table);
      tables[name] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return tables;
  });
}
