import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { besideStores, eachEngine } from '@patchbay/storage/testing';
import { spawnServer } from '@patchbay/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesNow } from '../lines/count.ts';
import { writeMigrations } from '../migrations/command.ts';
import type { MiniRepo } from '../testing/mini-repo.ts';
import { newServer } from './scaffold.ts';
import { compile, scaffolded, testsOf } from './scaffolded.fixture.ts';

const repositoryRoot = resolve(import.meta.dirname, '../../../..');
const crm = join(repositoryRoot, 'servers/crm/src/bin.ts');

let repo: MiniRepo;
const folder = () => join(repo.root, 'servers/notes');
const notes = () => join(folder(), 'src/bin.ts');

beforeAll(async () => {
  repo = await scaffolded((root) => newServer(root, 'notes', { store: true }));
});
afterAll(() => repo[Symbol.dispose]());

test('a new server that keeps data compiles and passes its tests, in under 200 lines of its own', async () => {
  await compile(folder());
  const { failed, passed } = await testsOf(folder());
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(40);
  expect(linesNow(repo.root).get('servers/notes')?.source).toBeLessThan(200);
});

test('its first migration is that of its tables', async () => {
  expect(await writeMigrations(folder(), 'again')).toEqual([]);
});

test('it backs up what it keeps, and puts that back', async () => {
  const env = { NOTES_DATABASE_FILE: join(repo.root, 'notes.db') };
  const add = (title: string) => call(env, 'add_notes_entry', { title, text: 'x' });
  await add('kept');
  expect(await run(['backup', 'copy.db'], env)).toBe(0);
  await add('lost');
  expect(await run(['restore', 'copy.db'], env)).toBe(0);
  const listed = await call(env, 'list_notes_entries', {});
  expect(listed).toContain('kept');
  expect(listed).not.toContain('lost');
});

eachEngine((engine) => {
  test('it shares a database with crm, both of which make their tables in it at once', async () => {
    const { url = '' } = await engine.database();
    const env = { DATABASE_URL: url };
    await using ours = spawnServer(notes(), { env });
    await using theirs = spawnServer(crm, { env });
    const [added, created] = await Promise.all([
      ours.ask('tools/call', { name: 'add_notes_entry', arguments: { title: 'Milk', text: 'x' } }),
      theirs.ask('tools/call', { name: 'create_lead', arguments: { name: 'Ada Lovelace' } }),
    ]);
    expect(added.result).toMatchObject({ structuredContent: { entry: { title: 'Milk' } } });
    expect(created.result).toMatchObject({ structuredContent: { lead: { name: 'Ada Lovelace' } } });
    const counts = await besideStores(url, (query) =>
      query('SELECT (SELECT count(*) FROM notes.entries), (SELECT count(*) FROM crm.leads)'),
    );
    expect(counts).toEqual([['1', '1']]);
  });
}, 'postgres');

async function call(env: Readonly<Record<string, string>>, name: string, args: object): Promise<string> {
  await using server = spawnServer(notes(), { env });
  return JSON.stringify((await server.ask('tools/call', { name, arguments: args })).result);
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number | null> {
  const files = args.map((word) => (word.endsWith('.db') ? join(repo.root, word) : word));
  await using server = spawnServer(notes(), { args: files, env });
  const { code } = await server.exit;
  expect(existsSync(join(repo.root, 'copy.db')), server.stderr()).toBe(true);
  return code;
}
