import { defineStore } from '@patchbay/storage';
import { migrations } from './migrations.gen.ts';
import { crmTables } from './tables/tables.ts';

/** The store of the CRM. */
export const store = defineStore({
  server: 'crm',
  tables: crmTables,
  migrations,
  demo: async () => (await import('./demo.ts')).demo,
});
