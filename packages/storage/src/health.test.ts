import { copyFile, rename, rm } from 'node:fs/promises';
import { unavailable } from '@patchbay/core';
import { expect, test } from 'vitest';
import { as, rig } from './fixture/rig.fixture.ts';
import type { RigTables } from './fixture/tables.fixture.ts';
import { writeFaults } from './health.ts';
import type { Store } from './store.ts';
import { eachEngine } from './testing.ts';

const asked = { probe: false } as const;
const add = (store: Store<RigTables>) =>
  store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }));

eachEngine((engine) => {
  if (engine.dialect === 'postgres') {
    test('a PostgreSQL that became read-only is unavailable for writes, in words that say so', async () => {
      const store = await engine.open(rig);
      const write = store.internal.transaction({ mode: 'write' }, async ({ query }) => {
        await query('SET TRANSACTION READ ONLY');
        await query("INSERT INTO patchbay_settings (name, value) VALUES ('a', 'b')");
      });
      await expect(write).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('read-only'),
      });
    });
    return;
  }

  test('a write into a file that was deleted or replaced is refused, and health says so', async ({
    skip,
  }) => {
    if (process.platform === 'win32') skip('Windows keeps files that are open');
    const place = await engine.place();
    const store = await engine.open(rig, place);
    await add(store);
    const moved = `${place.file}.moved`;
    await rename(place.file, moved);
    await expect(add(store)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('deleted or replaced'),
    });
    expect(await store.health(asked)).toMatchObject({
      status: 'down',
      detail: expect.stringContaining('deleted or replaced'),
    });
    await copyFile(moved, place.file);
    await expect(add(store)).rejects.toMatchObject({ code: 'unavailable' });
    await rm(place.file);
    await rename(moved, place.file);
    await add(store);
    expect(await store.health(asked)).toMatchObject({ status: 'up' });
  });

  test('without its write-ahead log a store takes no more writes, and a restart has all that it took', async ({
    skip,
  }) => {
    if (process.platform === 'win32') skip('Windows keeps files that are open');
    const place = await engine.place();
    const store = await engine.open(rig, place);
    await add(store);
    await rm(`${place.file}-wal`);
    await expect(add(store)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('log of the database was deleted'),
    });
    expect(await store.health(asked)).toMatchObject({
      status: 'down',
      detail: expect.stringContaining('log of the database was deleted'),
    });
    await store.close();
    const again = await engine.open(rig, place);
    const rows = await again.read(as('acme'), (db) =>
      db.select({ name: db.tables.leads.name }).from(db.tables.leads),
    );
    expect(rows).toEqual([{ name: 'Ada' }]);
  });
});

test('a store counts as down from a write that failed for its sake to one that went well', async () => {
  const faults = writeFaults();
  const full = unavailable('The disk is full.', { hint: 'Tell the operator.' });
  const busy = unavailable('Busy.', { hint: 'Again.', retryAfterMs: 500 });
  const fails = (error: Error) => faults.watch(() => Promise.reject(error)).catch(() => {});
  await fails(new Error('a defect'));
  await fails(busy);
  expect(faults.last).toBeUndefined();
  await fails(full);
  expect(faults.last).toBe('The disk is full.');
  await fails(busy);
  expect(faults.last).toBe('The disk is full.');
  await faults.watch(async () => 'written');
  expect(faults.last).toBeUndefined();
});
