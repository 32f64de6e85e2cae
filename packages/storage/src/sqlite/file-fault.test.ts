import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@patchbay/core';
import { createLogger } from '@patchbay/observability';
import { expect, onTestFinished, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { openStore } from '../open-store.ts';
import { asFileError } from './file-fault.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });
const failureOf = (file: string) =>
  openStore({ ...rig, file, log }).then(
    () => undefined,
    (error: unknown) => error,
  );

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-fault-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const makers: readonly (readonly [string, string, (folder: string) => Promise<string>])[] = [
  [
    'garbage',
    'not a SQLite database',
    async (folder) => written(join(folder, 'a.db'), 'no database. '.repeat(99)),
  ],
  ['a folder', 'is a folder', (folder) => madeFolder(join(folder, 'd'))],
  ['a pipe', 'no regular file', async (folder) => pipe(join(folder, 'p'))],
  [
    'a path through a file',
    'a part of its path',
    async (folder) => join(await written(join(folder, 'f'), ''), 'a.db'),
  ],
  ['a database in memory', 'not the path of a file', async () => ':memory:'],
  ['a URI', 'not the path of a file', async () => 'file:a.db?mode=memory'],
  ['a device', 'no regular file', async () => '/dev/null'],
];

async function written(file: string, text: string): Promise<string> {
  await writeFile(file, text);
  return file;
}

async function madeFolder(folder: string): Promise<string> {
  await mkdir(folder);
  return folder;
}

function pipe(file: string): string {
  execFileSync('mkfifo', [file]);
  return file;
}

test.for(makers)(
  '%s is refused as a store with its path and the reason',
  async ([, reason, make], { skip }) => {
    if (process.platform === 'win32') skip('Windows has neither pipes nor devices among its files');
    const file = await make(await newFolder());
    const failure = await failureOf(file);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).toContain(file);
    expect(String(failure)).toContain(reason);
    expect(await readdir('.')).not.toContain(':memory:');
  },
);

test('a store with damaged pages is refused as damaged', async () => {
  const file = join(await newFolder(), 'a.db');
  const store = await openStore({ ...rig, file, log });
  await store.write(as('acme'), (db) => db.insert(db.tables.leads, { name: 'Ada', tags: [] }));
  await store.close();
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(size - 100, 0xff), 0, size - 100, 100);
  await handle.close();
  expect(String(await failureOf(file))).toContain(`${file} cannot be used: it is damaged`);
});

test.for([
  ['EROFS', 'mounted read-only'],
  ['EACCES', 'permission'],
] as const)('the system’s %s is told in words', ([code, words]) => {
  const failure = asFileError(Object.assign(new Error('open'), { code }), '/srv/a.db');
  expect(failure).toBeInstanceOf(ConfigurationError);
  expect(String(failure)).toMatch(new RegExp(`/srv/a.db.*${words}`));
});

test('a disk that is full at the opening is told to the operator', () => {
  const failure = asFileError(Object.assign(new Error('open'), { code: 'ENOSPC' }), '/srv/a.db');
  expect(failure).toBeInstanceOf(ConfigurationError);
  expect(failure).toMatchObject({
    message: expect.stringContaining('/srv/a.db cannot be used: its disk is full'),
  });
});

test('what may pass by itself stays a fault that a caller may see', () => {
  for (const code of ['EMFILE', 'EIO']) {
    const failure = asFileError(Object.assign(new Error('open'), { code }), '/srv/a.db');
    expect(failure, code).toMatchObject({ code: 'unavailable' });
  }
});
