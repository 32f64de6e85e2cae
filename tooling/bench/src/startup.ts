import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { requests } from './calls.ts';
import { median, table } from './statistics.ts';

const weather = `${import.meta.dirname}/../../../servers/weather`;
const handshake = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  JSON.parse(requests['2025-11-25'].body.replace('"id":1', '"id":2')),
];

const cases = {
  'node -e 0': { args: ['-e', '0'], environment: {} },
  'weather, bundled': {
    args: [`${weather}/dist/bin.js`, '--demo'],
    environment: { NODE_DISABLE_COMPILE_CACHE: '1' },
  },
  'weather, bundled, warm compile cache': { args: [`${weather}/dist/bin.js`, '--demo'], environment: {} },
} as const;

/** Spawns each case in alternating rounds; a server counts until its first tool answer. Returns a table of ratios. */
export async function benchStartup(rounds: number): Promise<string> {
  if (!existsSync(`${weather}/dist/bin.js`)) throw new Error('Build first: pnpm build');
  const samples = new Map(Object.keys(cases).map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, { args, environment }] of Object.entries(cases)) {
      const ms = await (name === 'node -e 0' ? untilExit(args) : untilAnswer(args, environment));
      if (round >= 0) samples.get(name)?.push(ms);
    }
  }
  const floor = median(samples.get('node -e 0') ?? []);
  const rows = [...samples].map(([name, values]) => [
    name,
    median(values).toFixed(1),
    (median(values) / floor).toFixed(2),
  ]);
  return `Spawn to the first answer on stdio\n${table([['', 'ms', '× node -e 0'], ...rows])}`;
}

function untilExit(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  return new Promise((resolve) => child.on('exit', () => resolve(performance.now() - started)));
}

function untilAnswer(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  child.stdin.write(handshake.map((message) => `${JSON.stringify(message)}\n`).join(''));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message: unknown = JSON.parse(line);
      if (typeof message !== 'object' || message === null || Reflect.get(message, 'id') !== 2) return;
      resolve(performance.now() - started);
      child.kill('SIGKILL');
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} before it answered`)));
  });
}
