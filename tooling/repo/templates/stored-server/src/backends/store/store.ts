import { defineStore, eq, policyGate } from '@patchbay/storage';
import { policy } from '../../policy.ts';
import { migrations } from './migrations.gen.ts';
import { tables } from './tables.ts';

const made = { author: 'demo', text: 'Made up for a demonstration.' };

/** The store of the placeholder server. */
export const store = defineStore({
  server: 'placeholder',
  tables,
  migrations,
  gate: policyGate({ policy, objects: { entries: 'entries' } }),
  demo: {
    fill: ({ tables: { entries }, insertMany }, now) =>
      insertMany(entries, [
        { ...made, entry_id: 'entry-1', title: 'First', created_at: now.toISOString() },
        { ...made, entry_id: 'entry-2', title: 'Second', created_at: new Date(+now - 60_000).toISOString() },
      ]),
    change: ({ tables: { entries }, update }) =>
      update(entries, { text: 'Made up, and changed since.' }, eq(entries.entry_id, 'entry-1')),
  },
});
