import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { generate } from '../gen/generate.ts';
import { deskServer, linkPackages, miniRepo } from '../testing/mini-repo.ts';
import { listOverStdio } from '../testing/stdio-tools.ts';
import { newServer, newTool } from './scaffold.ts';

const here = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Report {
  readonly assertionResults: readonly { readonly status: string }[];
}

const isFailure = ({ status }: Report['assertionResults'][number]) => status !== 'passed';

/** Runs a program of this package's or the repository's installation in a folder. */
async function node(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run(process.execPath, [resolve(here, '../../node_modules', program), ...args], {
    cwd,
  });
  return stdout;
}

test('a new server with a new tool generates, compiles, passes its tests, builds and answers over stdio', async () => {
  using repo = miniRepo({});
  linkPackages(repo.root);
  mkdirSync(join(repo.root, 'tooling'));
  symlinkSync(resolve(here, '../config'), join(repo.root, 'tooling/config'));
  newServer(repo.root, 'scratch');
  newTool(repo.root, 'scratch', 'say_hello');
  await generate(repo.root, { check: false });
  const folder = join(repo.root, 'servers/scratch');

  await node('typescript/bin/tsc', ['--noEmit', '-p', '.'], folder);
  await run(process.execPath, ['build.config.ts'], { cwd: folder });
  const output = join(repo.root, 'report.json');
  const options = ['--root', folder, '--reporter=json', `--outputFile=${output}`];
  await node('vitest/vitest.mjs', ['run', ...options], repo.root).catch(() => undefined);
  const { testResults, ...report } = JSON.parse(readFileSync(output, 'utf8'));
  const failed = testResults.flatMap(({ assertionResults }: Report) => assertionResults.filter(isFailure));
  expect(failed).toEqual([]);
  expect(report).toMatchObject({ success: true });
  expect(report.numPassedTests).toBeGreaterThan(20);

  expect(await listOverStdio(join(folder, 'dist/bin.js'))).toEqual(['get_scratch_entry', 'say_hello']);
});

test('nothing of the template’s name is left in a new server', () => {
  using repo = miniRepo({});
  const written = newServer(repo.root, 'scratch');
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
