import { type DemoData, eq } from '@patchbay/storage';
import { createWorkspace } from '../../demo/workspace.ts';
import { seedWorkspace } from './seed.ts';
import type { CrmTables } from './tables/tables.ts';

const demoSeed = 1;

/** The demonstration workspace. */
export const demo: DemoData<CrmTables> = {
  fill: (db, now) => seedWorkspace(db, createWorkspace({ seed: demoSeed, now: now.toISOString() }), now),
  change: (db) =>
    db.update(
      db.tables.leads,
      { notes: 'Prefers to be called in the morning.' },
      eq(db.tables.leads.lead_id, 1),
    ),
};
