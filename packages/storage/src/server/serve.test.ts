import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { as } from '../fixture/rig.fixture.ts';
import { demoChangeId } from './demo-change.ts';
import { openConfigured, storeFile } from './open.ts';
import { serveStore } from './serve.ts';
import { rigSetup, rigStore } from './setup.fixture.ts';

const probe = { probe: true, signal: new AbortController().signal };
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('a first start makes a folder and files for the user alone, where the system keeps data', async () => {
  const setup = await rigSetup();
  const file = storeFile('rig', setup);
  expect(file).toBe(join(setup.paths.data, 'rig.db'));
  const { ports, close } = await serveStore(rigStore, setup, { ports: ({ store }) => ({ store }) });
  const { store } = ports;
  await store.write(as('default'), (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }));
  expect(await modeOf(setup.paths.data)).toBe(0o700);
  for (const name of ['rig.db', 'rig.db-wal', 'rig.db-shm']) {
    expect(await modeOf(join(setup.paths.data, name)), name).toBe(0o600);
  }
  await close();
});

test('a file that is named is taken as it is', async () => {
  expect(storeFile('rig', await rigSetup({ RIG_DATABASE_FILE: '/srv/a.db' }))).toBe('/srv/a.db');
});

test('rows outlive a restart', async () => {
  const setup = await rigSetup();
  const first = await openConfigured(rigStore, setup, () => new Date());
  await first.write(as('default'), (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }));
  await first.close();
  const second = await openConfigured(rigStore, setup, () => new Date());
  expect(await second.read(as('default'), (db) => db.get(db.tables.leads, 1))).toMatchObject({ name: 'Ada' });
  await second.close();
});

test('a demonstration has its data and the change that examples name, and its file goes with it', async () => {
  const setup = await rigSetup({}, true);
  const { ports, close } = await serveStore(rigStore, setup, { ports: ({ store }) => ({ store }) });
  const { store } = ports;
  const change = await store.read(as('default'), (db) => db.getChange(demoChangeId));
  expect(change?.rows).toMatchObject([{ before: { name: 'Ada' }, after: { name: 'Ada Lovelace' } }]);
  expect(await readdir(setup.paths.temporary)).toHaveLength(1);
  await close();
  expect(await readdir(setup.paths.temporary)).toEqual([]);
});

test('a database that does not answer is told by health, not by the start', async () => {
  const setup = await rigSetup({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  const deps = await serveStore(rigStore, setup, { ports: () => ({}) });
  expect(await deps.health(probe)).toMatchObject([{ name: 'store', required: true, status: 'down' }]);
  await deps.close();
});

test('what a write leaves in the outbox is delivered once it has committed', async () => {
  const delivered = Promise.withResolvers<unknown>();
  const { ports, close } = await serveStore(rigStore, await rigSetup(), {
    ports: ({ store }) => ({ store }),
    deliver: async ({ kind, payload }) => delivered.resolve({ kind, payload }),
  });
  const { store } = ports;
  await store.write({ ...as('default'), dryRun: true }, (db) => db.enqueue('dry', {}));
  await store.write(as('default'), (db) => db.enqueue('wet', { order_id: 'o1' }));
  expect(await delivered.promise).toEqual({ kind: 'wet', payload: { order_id: 'o1' } });
  await close();
});
