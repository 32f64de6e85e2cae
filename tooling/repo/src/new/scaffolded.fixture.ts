import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generate } from '../gen/generate.ts';
import { linkPackages, type MiniRepo, miniRepo } from '../testing/mini-repo.ts';

const here = resolve(import.meta.dirname, '../..');

const run = promisify(execFile);

interface TestedFile {
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** What came of the tests of a server. */
export interface TestReport {
  readonly failed: readonly string[];
  readonly passed: number;
}

/** A temporary repository with everything that a server is built with, filled and generated. */
export async function scaffolded(fill: (root: string) => void): Promise<MiniRepo> {
  const repo = miniRepo({});
  linkPackages(repo.root);
  mkdirSync(join(repo.root, 'tooling'));
  symlinkSync(resolve(here, '../config'), join(repo.root, 'tooling/config'));
  fill(repo.root);
  const { failures } = await generate(repo.root, { check: false });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  return repo;
}

/** Compiles a server. @throws Error with what the compiler finds. */
export async function compile(folder: string): Promise<void> {
  await node('typescript/bin/tsc', ['--noEmit', '-p', '.'], folder).catch((error: unknown) => {
    throw new Error(String(Reflect.get(Object(error), 'stdout')));
  });
}

/** Runs the tests of a server. */
export async function testsOf(folder: string): Promise<TestReport> {
  const output = join(folder, '../../report.json');
  const options = ['--root', folder, '--testTimeout=120000', '--reporter=json', `--outputFile=${output}`];
  await node('vitest/vitest.mjs', ['run', ...options], folder).catch(() => undefined);
  const report: { readonly testResults: readonly TestedFile[] } = JSON.parse(readFileSync(output, 'utf8'));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    failed: results.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName),
    passed: results.filter(({ status }) => status === 'passed').length,
  };
}

/** Runs a program of the repository's installation in a folder. */
async function node(program: string, args: readonly string[], cwd: string): Promise<void> {
  await run(process.execPath, [resolve(here, '../../node_modules', program), ...args], { cwd });
}
