import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, type Store } from '@patchbay/storage';
import { createWorkspace } from '../../demo/workspace.ts';
import { type OpenCrmOptions, openCrmStoreAt } from './open.ts';
import { seedWorkspace } from './seed.ts';
import type { CrmTables } from './tables/tables.ts';

const demoSeed = 1;

/** Opens a store in a temporary file with the demonstration workspace; `remove` deletes the file after the close. */
export async function openDemoStore(
  tenant: string,
  options: OpenCrmOptions,
): Promise<{ readonly store: Store<CrmTables>; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-crm-demo-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const store = await openCrmStoreAt({ file: join(folder, 'crm.db') }, options);
    await seedDemo(store, tenant, options.now());
    return { store, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A change that every demonstration workspace has, so that examples of reading and undoing changes can name one. */
const demoChangeId = 'chg_demo';

/** Fills an empty store with the demonstration workspace as of a moment. */
export async function seedDemo(store: Store<CrmTables>, tenant: string, now: Date): Promise<void> {
  const workspace = createWorkspace({ seed: demoSeed, now: now.toISOString() });
  const context = { caller: { id: 'demo', tenant } };
  await store.write(context, (db) => seedWorkspace(db, workspace, now));
  const changeId = await store.write(context, async (db) => {
    const { leads } = db.tables;
    await db.update(leads, { notes: 'Prefers to be called in the morning.' }, eq(leads.lead_id, 1));
    return db.changeId;
  });
  await renameChange(store, changeId, demoChangeId);
}

async function renameChange({ internal }: Store<CrmTables>, from: string, to: string): Promise<void> {
  const { changes, changeRows } = internal.own;
  await internal.transaction({ mode: 'write' }, async ({ builder }) => {
    await builder.update(changes).set({ id: to }).where(eq(changes.id, from));
    await builder.update(changeRows).set({ change_id: to }).where(eq(changeRows.change_id, from));
  });
}
