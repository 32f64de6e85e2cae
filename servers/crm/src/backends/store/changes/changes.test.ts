import { ToolError } from '@patchbay/core';
import { eachEngine } from '@patchbay/storage/testing';
import { sampleSeed } from '@patchbay/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idFields, type recordTypes } from '../../../records/fields.ts';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { type LiveIds, randomWrites } from '../../../testing/random-writes.ts';
import { snapshotOf } from '../../../testing/snapshot.ts';
import { recordTable, type StoredRow } from '../records/table.ts';

const writes = 500;

eachEngine((engine) => {
  const title = 'undoing five hundred random writes, newest first, leaves every table as it was';
  test(title, { timeout: 600_000 }, async () => {
    await using mcp = await connectCrm({ engine });
    const before = await snapshotOf(mcp);
    const done = await writeAtRandom(mcp);
    expect(done.length).toBeGreaterThanOrEqual(writes);
    expect(await snapshotOf(mcp)).not.toEqual(before);
    const used = await rowsByTable(mcp, done);
    for (const table of ['leads', 'companies', 'contacts', 'deals', 'activity_links', 'orders']) {
      expect(used.get(table), table).toBeGreaterThan(20);
    }
    expect(used.get('deleted companies')).toBeGreaterThan(10);
    for (const change_id of done.toReversed()) await undo(mcp, change_id);
    expect(await snapshotOf(mcp)).toEqual(before);
  });
});

/** Writes until enough has changed; the ids of the changes in order. */
async function writeAtRandom(mcp: CrmClient): Promise<readonly string[]> {
  const random = fc.sample(randomWrites(mcp.deps, mcp.scope), { numRuns: writes * 2, seed: sampleSeed() });
  const done: string[] = [];
  let live = await liveIds(mcp);
  for (const [index, write] of random.entries()) {
    if (done.length >= writes) break;
    done.push(...(await attempted(() => changeOf(mcp, () => write(live)))));
    // an undoing in between is a change as well, and is undone in its turn
    const last = done.at(-1);
    if (index % 25 === 24 && last !== undefined) done.push(...(await undo(mcp, last)));
    if (index % 5 === 4) live = await liveIds(mcp);
  }
  return done;
}

async function undo(mcp: CrmClient, change_id: string): Promise<readonly string[]> {
  const { deps, scope } = mcp;
  const change = await changeOf(mcp, async () => deps.changes?.undo(change_id, scope));
  return change === undefined ? [] : [change];
}

/** Writes as one call would; the id of the change, if there was any. */
async function changeOf(
  { kernel, scope }: CrmClient,
  write: () => Promise<unknown>,
): Promise<string | undefined> {
  const steps = { begun: async () => {}, ended: async () => {} };
  return kernel.store.internal.lazily(scope, steps, async (effect) => {
    await write();
    return effect.changeId;
  });
}

/** What the rules of the domain refuse is no write; anything else is a defect. */
async function attempted(write: () => Promise<string | undefined>): Promise<readonly string[]> {
  try {
    const change_id = await write();
    return change_id === undefined ? [] : [change_id];
  } catch (error) {
    if (error instanceof ToolError && error.code !== 'internal') return [];
    throw error;
  }
}

async function liveIds({ kernel, scope }: CrmClient): Promise<LiveIds> {
  return kernel.read(scope, async (db) => {
    const ids = async (object: (typeof recordTypes)[number]) => {
      const rows: StoredRow[] = await db.select().from(recordTable(db, object).table);
      return rows.map((row) => String(row[idFields[object]])).sort();
    };
    return {
      companies: await ids('companies'),
      contacts: await ids('contacts'),
      deals: await ids('deals'),
      leads: await ids('leads'),
      activities: await ids('activities'),
      orders: await ids('orders'),
      products: await ids('products'),
    };
  });
}

/** How many rows of each table the changes wrote, and how many they deleted. */
async function rowsByTable(
  { kernel, scope }: CrmClient,
  changes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const used = new Map<string, number>();
  for (const change_id of changes) {
    const change = await kernel.read(scope, (db) => db.getChange(change_id));
    for (const { table, after } of change?.rows ?? []) {
      const names = after === undefined ? [table, `deleted ${table}`] : [table];
      for (const each of names) used.set(each, (used.get(each) ?? 0) + 1);
    }
  }
  return used;
}
