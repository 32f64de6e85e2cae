import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@patchbay/core';
import { expect, test } from 'vitest';
import { as } from '../fixture/rig.fixture.ts';
import { backup, checkArchive, restore } from './archive.ts';
import { openConfigured, storeFile } from './open.ts';
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

test.each([import.meta.filename, import.meta.dirname, '/dev/null', '/nowhere/copy.db'])(
  '%s is no backup, which a message for the operator says',
  async (file) => {
    const setup = await rigSetup();
    const failure = await restore(rigStore, { ...setup, operands: [file] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toContain(file);
  },
);

test('a pipe is no backup, and nobody waits for its other end', async ({ skip }) => {
  if (process.platform === 'win32') skip('Windows has no pipes among its files');
  const setup = await rigSetup();
  execFileSync('mkfifo', [join(setup.directory, 'pipe')]);
  await expect(restore(rigStore, { ...setup, operands: ['pipe'] })).rejects.toThrow('no regular file');
});

test('a store that is not there is not backed up, and not made either', async () => {
  const setup = await rigSetup();
  await expect(backup(rigStore, setup)).rejects.toThrow(`There is no store ${storeFile('rig', setup)}`);
  expect(await readdir(setup.directory)).toEqual([]);
});

test('a store that is no database is neither backed up nor restored over, and keeps what it holds', async () => {
  const setup = await rigSetup();
  const store = await openConfigured(rigStore, setup, now);
  await backup(rigStore, setup);
  await store.close();
  const file = join(setup.directory, 'text.db');
  await writeFile(file, 'no database. '.repeat(99));
  const odd = { ...setup, config: rigConfig.parse({ RIG_DATABASE_FILE: file }) };
  for (const run of [backup, restore]) {
    const failure = await run(rigStore, odd).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toContain(`${file} cannot be used: it is not a SQLite database`);
  }
  expect(await readFile(file, 'utf8')).toMatch(/^no database/);
});

test('whether a backup can be made is said, and with which command', async () => {
  const setup = await rigSetup();
  const store = await openConfigured(rigStore, setup, now);
  expect(await checkArchive('rig', setup, store)).toMatchObject({
    ready: true,
    detail: expect.stringContaining('rig.db'),
  });
  await store.close();
});
