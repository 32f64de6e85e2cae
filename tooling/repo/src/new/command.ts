import { runProgram } from '../check/program.ts';
import { generate } from '../gen/generate.ts';
import { repositoryRoot } from '../workspace.ts';
import { newServer, newTool } from './scaffold.ts';

const usage = 'Usage: repo new tool <server> <tool-name> | repo new server <name> [--store]';

/** The `new` command: writes a tool or a server, generates what follows from it, and runs its tests. */
export async function create(words: readonly string[]): Promise<number> {
  const [kind, first, second] = words.filter((word) => word !== '--store');
  const store = words.includes('--store');
  if (kind === 'server' && first !== undefined && second === undefined) {
    const written = newServer(repositoryRoot, first, { store });
    await step('install', installWords());
    const next = `Describe the server in servers/${first}/src/server.ts, then add tools: pnpm run new tool ${first} <tool-name>`;
    return finish(written, `servers/${first}`, next);
  }
  if (kind === 'tool' && first !== undefined && second !== undefined && !store) {
    const written = newTool(repositoryRoot, first, second);
    const next = 'Make it do its work, then run pnpm gen.';
    return finish(written, written.at(-1) ?? '', next);
  }
  throw new Error(usage);
}

async function finish(written: readonly string[], tests: string, next: string): Promise<number> {
  const { stale, failures } = await generate(repositoryRoot, { check: false });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  await step('format', ['biome', 'check', '--write', ...written.filter((path) => /\.(ts|json)$/.test(path))]);
  await step('test', ['vitest', 'run', tests]);
  for (const path of new Set([...written, ...stale])) process.stdout.write(`wrote ${path}\n`);
  process.stdout.write(`${next}\n`);
  return 0;
}

async function step(name: string, words: readonly string[]): Promise<void> {
  const { status, output } = await runProgram(repositoryRoot, words);
  if (status !== 0) throw new Error(`${name} failed:\n${output.trim()}`);
}

/** What is in the store already needs no network; the rest may come from it. */
function installWords(): readonly string[] {
  const options = ['install', '--prefer-offline', '--no-frozen-lockfile'];
  const running = process.env['npm_execpath'];
  const pnpm = running !== undefined && /pnpm[^/\\]*$/.test(running);
  if (!pnpm) return ['npx', '-y', 'pnpm@12', ...options];
  return /\.[cm]?js$/.test(running) ? [process.execPath, running, ...options] : [running, ...options];
}
