import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The lines of the official suite: the current one, and the one that 2025 clients were built against. */
export type SuiteLine = 'current' | '0.1';

const packages = { current: '@modelcontextprotocol/conformance', '0.1': 'conformance-0-1' } as const;

const checkResult = z.object({
  id: z.string(),
  status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
  errorMessage: z.string().optional(),
});

/** One check of a scenario. */
export type CheckResult = z.output<typeof checkResult>;

/** What a run of the suite found. */
export interface ConformanceReport {
  /** 0 when the suite itself is content, with the baseline where one was given. */
  readonly exitCode: number;
  /** Every scenario that ran, with its checks. */
  readonly scenarios: ReadonlyMap<string, readonly CheckResult[]>;
  /** Checks that failed, as `scenario:check-id`, the format of baselines. */
  readonly failures: readonly string[];
  /** The suite's own summary, for whoever reads a failure. */
  readonly summary: string;
}

/** How to run the suite. */
export interface ConformanceOptions {
  readonly line: SuiteLine;
  /** What to run: `--requirements 2026-07-28` for instance. */
  readonly args: readonly string[];
  /** Path of a file with expected failures. */
  readonly baseline?: string;
}

/** Runs the official conformance suite against a server at a URL, as a process of its own. */
export async function runConformance(url: URL, options: ConformanceOptions): Promise<ConformanceReport> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const baseline = options.baseline === undefined ? [] : ['--expected-failures', options.baseline];
    const args = ['server', '--url', url.href, ...options.args, ...baseline, '--output-dir', directory];
    const { exitCode, output } = await run(cliOf(options.line), args);
    const scenarios = await readResults(directory);
    const failures = [...scenarios].flatMap(([scenario, checks]) =>
      checks.filter(({ status }) => status === 'FAILURE').map(({ id }) => `${scenario}:${id}`),
    );
    return { exitCode, scenarios, failures, summary: output.slice(output.indexOf('=== SUMMARY ===')) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Names of the scenarios that ran at least one check and failed none. */
export function passedScenarios({ scenarios }: ConformanceReport): string[] {
  return [...scenarios]
    .filter(([, checks]) => checks.some(isSuccess) && !checks.some(({ status }) => status === 'FAILURE'))
    .map(([scenario]) => scenario);
}

/** The scenarios of a server that a revision requires, in the suite's own list. */
export async function requiredScenarios(revision: '2025-11-25' | '2026-07-28'): Promise<string[]> {
  const text = await readFile(join(cliOf('current'), `../../requirements/${revision}.yaml`), 'utf8');
  const section = /^server:\n((?: {2}- .*\n)+)/m.exec(text)?.[1] ?? '';
  return section.split('\n').flatMap((line) => (line.startsWith('  - ') ? line.slice(4).trim() : []));
}

function isSuccess({ status }: CheckResult): boolean {
  return status === 'SUCCESS';
}

function cliOf(line: SuiteLine): string {
  const manifest = createRequire(import.meta.url).resolve(`${packages[line]}/package.json`);
  return join(manifest, '../dist/index.js');
}

async function run(cli: string, args: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  return { exitCode, output: Buffer.concat(chunks).toString() };
}

/** Reads one directory per scenario: `server-<scenario>-<time>/checks.json`. */
async function readResults(directory: string): Promise<Map<string, readonly CheckResult[]>> {
  const entries = await readdir(directory);
  const read = entries.map(async (entry) => {
    const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT/.exec(entry)?.[1] ?? entry;
    const checks: unknown = JSON.parse(await readFile(join(directory, entry, 'checks.json'), 'utf8'));
    return [scenario, checkResult.array().parse(checks)] as const;
  });
  return new Map(await Promise.all(read));
}
