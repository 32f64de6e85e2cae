import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { declareTables } from './declare/tables.ts';
import { leadsTable, notesTable } from './fixture/tables.fixture.ts';
import { type GenerateOptions, generateMigrations } from './generate.ts';
import { ownTables } from './own/tables.ts';

const directory = await mkdtemp(join(tmpdir(), 'patchbay-generate-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const generate = (tables: GenerateOptions['tables'], name: string) =>
  generateMigrations({
    tables,
    directory,
    module: join(directory, 'migrations.gen.ts'),
    name,
  });

test('writes one step per change of the tables, embeds hand-written ones, and nothing without a change', async () => {
  const one = declareTables((k) => ({ leads: leadsTable(k) }));
  const two = declareTables((k) => {
    const leads = leadsTable(k);
    return { leads, notes: notesTable(k, leads) };
  });
  expect(await generate(one, 'start')).toHaveLength(2);
  expect(await generate(one, 'again')).toEqual([]);
  await writeFile(
    join(directory, 'sqlite', '0001_by_hand.sql'),
    'CREATE VIEW all_leads AS SELECT * FROM leads;\n',
  );
  expect(await generate(two, 'notes')).toHaveLength(2);
  expect((await readdir(join(directory, 'sqlite'))).toSorted()).toEqual([
    '0000_start.sql',
    '0001_by_hand.sql',
    '0002_notes.sql',
    'snapshot.json',
  ]);
  const module = await readFile(join(directory, 'migrations.gen.ts'), 'utf8');
  expect(module).toContain("import type { Migrations } from '@patchbay/storage';");
  expect(module).toMatch(/0000_start.*0001_by_hand.*all_leads.*0002_notes.*0000_start.*0001_notes/s);
  // a store may live in any schema of PostgreSQL
  expect(module).toContain('REFERENCES \\"leads\\"');
  expect(module).not.toContain('public');
});

test("this package's own migrations are those of its tables", async () => {
  const own = new URL('./own/', import.meta.url);
  const copy = await mkdtemp(join(tmpdir(), 'patchbay-own-'));
  onTestFinished(() => rm(copy, { recursive: true }));
  await cp(new URL('migrations', own), join(copy, 'migrations'), { recursive: true });
  const written = await generateMigrations({
    tables: ownTables,
    directory: join(copy, 'migrations'),
    module: join(copy, 'm.ts'),
    name: 'forgotten',
    typeFrom: '../migrate/migration.ts',
  });
  expect(written).toEqual([]);
  expect(await readFile(join(copy, 'm.ts'), 'utf8')).toBe(
    await readFile(new URL('migrations.gen.ts', own), 'utf8'),
  );
});
