import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@patchbay/storage';
import { createWorkspace } from '@patchbay/synthetic/crm';
import { type OpenCrmOptions, openCrmStoreAt } from './open.ts';
import { seedWorkspace } from './seed.ts';
import type { CrmTables } from './sqlite/tables.ts';

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

/** Fills an empty store with the demonstration workspace as of a moment. */
export async function seedDemo(store: Store<CrmTables>, tenant: string, now: Date): Promise<void> {
  const workspace = createWorkspace({ seed: demoSeed, now: now.toISOString() });
  await store.write({ caller: { id: 'demo', tenant } }, (db) => seedWorkspace(db, workspace, now));
}
