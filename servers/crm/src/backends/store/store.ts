import { defineStore } from '@patchbay/storage';
import { changeGate } from './changes/gate.ts';
import { migrations } from './migrations.gen.ts';
import { crmTables } from './tables/tables.ts';

/** The store of the CRM. */
export const store = defineStore({
  server: 'crm',
  tables: crmTables,
  migrations,
  gate: changeGate,
  demo: async () => (await import('./demo.ts')).demo,
});
