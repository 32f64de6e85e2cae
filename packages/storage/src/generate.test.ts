import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tables as postgres } from './fixture/schema.pg.ts';
import { tables as sqlite } from './fixture/schema.sqlite.ts';
import { generateMigrations } from './generate.ts';
import { ownTables as ownPostgres } from './own/tables.pg.ts';
import { ownTables as ownSqlite } from './own/tables.sqlite.ts';

const directory = await mkdtemp(join(tmpdir(), 'patchbay-generate-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const generate = (tables: Record<string, unknown>, pgTables: Record<string, unknown>, name: string) =>
  generateMigrations({
    sqlite: tables,
    postgres: pgTables,
    directory,
    module: join(directory, 'migrations.gen.ts'),
    name,
  });

test('writes one step per change of the tables, embeds hand-written ones, and nothing without a change', async () => {
  const { leads, notes } = sqlite;
  const { leads: pgLeads, notes: pgNotes } = postgres;
  expect(await generate({ leads }, { leads: pgLeads }, 'start')).toHaveLength(2);
  expect(await generate({ leads }, { leads: pgLeads }, 'again')).toEqual([]);
  await writeFile(
    join(directory, 'sqlite', '0001_by_hand.sql'),
    'CREATE VIEW all_leads AS SELECT * FROM leads;\n',
  );
  expect(await generate({ leads, notes }, { leads: pgLeads, notes: pgNotes }, 'notes')).toHaveLength(2);
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
  await generateMigrations({
    sqlite: ownSqlite,
    postgres: ownPostgres,
    directory: copy,
    module: join(copy, 'm.ts'),
    name: 'storage',
    typeFrom: '../migrate/migration.ts',
  });
  expect(await readFile(join(copy, 'm.ts'), 'utf8')).toBe(
    await readFile(new URL('migrations.gen.ts', own), 'utf8'),
  );
  await rm(copy, { recursive: true });
});
