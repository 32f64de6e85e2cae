import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { deskServer, miniRepo } from '../testing/mini-repo.ts';
import { listOverStdio } from '../testing/stdio-tools.ts';
import { newServer, newTool } from './scaffold.ts';
import { compile, scaffolded, testsOf } from './scaffolded.fixture.ts';

const run = promisify(execFile);

test('a new server with a new tool generates, compiles, passes its tests, builds and answers over stdio', async () => {
  using repo = await scaffolded((root) => {
    newServer(root, 'scratch');
    newTool(root, 'scratch', 'say_hello');
  });
  const folder = join(repo.root, 'servers/scratch');
  await compile(folder);
  const { failed, passed } = await testsOf(folder);
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(20);
  await run(process.execPath, ['build.config.ts'], { cwd: folder });
  expect(await listOverStdio(join(folder, 'dist/bin.js'))).toEqual(['get_scratch_entry', 'say_hello']);
});

test.each([false, true])('nothing of the template’s name is left in a new server (store: %s)', (store) => {
  using repo = miniRepo({});
  const written = newServer(repo.root, 'scratch', { store });
  const texts = written.map((path) => `${path}\n${readFileSync(join(repo.root, path), 'utf8')}`);
  expect(texts.filter((text) => /placeholder|do.?something|\.template/i.test(text))).toEqual([]);
  expect(written).toContain('servers/scratch/tsconfig.json');
});

test.each(['Weather', 'my-server', 'x', '7up', '../up'])('refuses to call a server "%s"', (name) => {
  using repo = miniRepo({});
  expect(() => newServer(repo.root, name)).toThrow('one lower-case word');
});

test('never writes over a server or a tool that exists', () => {
  using repo = miniRepo(deskServer);
  expect(() => newServer(repo.root, 'desk')).toThrow('exists already');
  expect(() => newTool(repo.root, 'desk', 'get_lamp')).toThrow(/exist/);
});

test('refuses a tool of an unknown server, or without a noun', () => {
  using repo = miniRepo(deskServer);
  expect(() => newTool(repo.root, 'shelf', 'get_lamp')).toThrow('Servers are: desk.');
  expect(() => newTool(repo.root, 'desk', 'get')).toThrow('a verb and a noun');
});
