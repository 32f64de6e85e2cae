import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { as } from '../fixture/rig.fixture.ts';
import { backup, checkArchive, restore } from './archive.ts';
import { openConfigured } from './open.ts';
import { rigConfig, rigSetup, rigStore } from './setup.fixture.ts';

const now = () => new Date('2026-07-15T12:00:00Z');

test('a restored store holds what the backup held, and nothing that came after', async () => {
  const setup = await rigSetup();
  const store = await openConfigured(rigStore, setup, now);
  const add = (name: string) =>
    store.write(as('default'), (db) => db.insert(db.tables.leads, { name, tags: [] }));
  const names = () =>
    store.read(as('default'), (db) => db.select({ name: db.tables.leads.name }).from(db.tables.leads));
  await add('Before');
  const copy = join(setup.directory, 'copy.db');
  expect(await backup(rigStore, setup)).toContain(copy);
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  await add('After');
  expect(await names()).toHaveLength(2);
  await restore(rigStore, setup);
  expect(await names()).toEqual([{ name: 'Before' }]);
  await store.close();
});

test('a restore where no store was makes one for the user alone', async () => {
  const setup = await rigSetup();
  const store = await openConfigured(rigStore, setup, now);
  await backup(rigStore, setup);
  await store.close();
  const file = join(setup.directory, 'elsewhere.db');
  await restore(rigStore, { ...setup, config: rigConfig.parse({ RIG_DATABASE_FILE: file }) });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('PostgreSQL is left to its own tools, which the message names', async () => {
  const setup = await rigSetup({ DATABASE_URL: 'postgres://localhost/rig' });
  await expect(restore(rigStore, setup)).rejects.toThrow(
    'PostgreSQL is restored with pg_restore; `patchbay-rig backup` prints the recipe.',
  );
});

test.each([import.meta.filename, '/nowhere/copy.db'])(
  '%s is no backup, which a message for the operator says',
  async (file) => {
    const setup = await rigSetup();
    await expect(restore(rigStore, { ...setup, operands: [file] })).rejects.toMatchObject({
      name: 'ConfigurationError',
    });
  },
);

test('whether a backup can be made is said, and with which command', async () => {
  const setup = await rigSetup();
  const store = await openConfigured(rigStore, setup, now);
  expect(await checkArchive('rig', setup, store)).toMatchObject({
    ready: true,
    detail: expect.stringContaining('rig.db'),
  });
  await store.close();
});
