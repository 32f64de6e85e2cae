import { declareTables, tenantColumn } from '@patchbay/storage';

/** The tables of the placeholder server. */
export const tables = declareTables((k) => ({
  entries: k.table(
    'entries',
    {
      entry_id: k.text('entry_id').notNull(),
      ...tenantColumn(k),
      title: k.text('title').notNull(),
      text: k.text('text').notNull(),
      author: k.text('author').notNull(),
      created_at: k.text('created_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.entry_id] }),
      k.index('entries_created').on(t.tenant, t.created_at, t.entry_id),
    ],
  ),
}));

/** The same in the types that queries are written in. */
export type PlaceholderTables = (typeof tables)['sqlite'];
