import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { StoreDefinition } from './definition.ts';
import { demoChangeId } from './demo-change.ts';
import { type OpenedWith, openAt } from './open.ts';

/** Opens a store of invented data in a temporary file; `remove` deletes the file after the close. */
export async function openDemo<T extends Tables>(
  definition: StoreDefinition<T>,
  { temporary, tenant, ...options }: OpenedWith & { readonly temporary: string; readonly tenant: string },
): Promise<{ readonly store: Store<T>; remove(): Promise<void> }> {
  const { server } = definition;
  const folder = await mkdtemp(join(temporary, `patchbay-${server}-demo-`));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const store = await openAt(definition, { file: join(folder, `${server}.db`) }, options);
    await fillDemo(definition, store, { tenant, now: options.now() });
    return { store, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Fills an empty store with the data of a demonstration as of a moment. */
export async function fillDemo<T extends Tables>(
  { demo }: StoreDefinition<T>,
  store: Store<T>,
  { tenant, now }: { readonly tenant: string; readonly now: Date },
): Promise<void> {
  const { fill, change } = typeof demo === 'function' ? await demo() : demo;
  const context = { caller: { id: 'demo', tenant } };
  await store.write(context, (db) => fill(db, now));
  const changeId = await store.write(context, async (db) => {
    await change(db, now);
    return db.changeId;
  });
  await renameChange(store, changeId, demoChangeId);
}

async function renameChange({ internal }: Pick<Store, 'internal'>, from: string, to: string): Promise<void> {
  const { changes, changeRows } = internal.own;
  await internal.transaction({ mode: 'write' }, async ({ builder }) => {
    await builder.update(changes).set({ id: to }).where(eq(changes.id, from));
    await builder.update(changeRows).set({ change_id: to }).where(eq(changeRows.change_id, from));
  });
}
