import { spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const installed = join(folder, 'node_modules/.package-lock.json');
const xmcp = join(folder, 'servers/xmcp');
const xmcpBuild = join(xmcp, 'dist/http.js');

/**
 * Installs the peers from the lock file and builds the one that needs it, unless both are there and current.
 *
 * @throws Error with the output of the step that failed.
 */
export async function installPeers(): Promise<void> {
  if (!isCurrent(installed, [join(folder, 'package-lock.json')])) await install();
  const sources = [
    'package.json',
    'xmcp.config.ts',
    'tools/convert-temperature.ts',
    '../convert-temperature.ts',
  ];
  if (!isCurrent(xmcpBuild, [installed, ...sources.map((path) => join(xmcp, path))])) await buildXmcp();
}

async function install(): Promise<void> {
  process.stderr.write('Installing the peers of the HTTP benchmark …\n');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
}

async function buildXmcp(): Promise<void> {
  process.stderr.write('Building the xmcp peer …\n');
  const command = join(folder, 'node_modules/xmcp/dist/cli.js');
  // Its compiler reports every build to its makers unless the variable says exactly this.
  const environment = { NODE_ENV: 'production', XMCP_TELEMETRY_DISABLED: 'true' };
  remove('dist');
  const output = await run(process.execPath, [command, 'build'], xmcp, environment);
  ['.xmcp', 'xmcp-env.d.ts'].forEach(remove);
  // It ends with 0 when it could not compile.
  if (changedAt(xmcpBuild) === undefined) throw new Error(`xmcp built nothing.\n${output}`);
}

function remove(path: string): void {
  rmSync(join(xmcp, path), { recursive: true, force: true });
}

/** Whether a file is there and no older than what it was made from. */
function isCurrent(made: string, sources: readonly string[]): boolean {
  const madeAt = changedAt(made);
  return madeAt !== undefined && sources.every((source) => (changedAt(source) ?? 0) <= madeAt);
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.\n${output}`);
  return output;
}
