import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rig } from '../fixture/rig.fixture.ts';
import { eachEngine } from '../testing.ts';
import { checkDump } from './dump-check.ts';

/** A program that answers like `pg_dump --version`. */
async function programThatSays(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-dump-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'pg_dump');
  await writeFile(file, `#!/bin/sh\necho '${text}'\n`);
  await chmod(file, 0o755);
  return file;
}

eachEngine((engine) => {
  test('a new enough pg_dump is ready', async () => {
    const program = await programThatSays('pg_dump (PostgreSQL) 99.1 (Debian 99.1-1)');
    const found = await checkDump(await engine.open(rig), program);
    expect(found).toEqual({
      ready: true,
      detail: expect.stringMatching(/pg_dump 99, for PostgreSQL \d{2}$/),
    });
  });

  test.each([
    ['older than the database', 'pg_dump (PostgreSQL) 8.4.22', /8, for PostgreSQL \d+: too old$/],
    ['something else', 'hello', /is not installed$/],
  ])('one that is %s is not', async (_name, says, detail) => {
    const found = await checkDump(await engine.open(rig), await programThatSays(says));
    expect(found).toMatchObject({
      ready: false,
      detail: expect.stringMatching(detail),
      fix: expect.stringContaining('install'),
    });
  });

  test('one that is missing is not', async () => {
    const found = await checkDump(await engine.open(rig), '/nowhere/pg_dump');
    expect(found).toMatchObject({ ready: false, detail: '/nowhere/pg_dump is not installed' });
  });
}, 'postgres');
