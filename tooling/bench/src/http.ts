import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { type Revision, requests } from './calls.ts';
import { median, table } from './statistics.ts';

const weather = `${import.meta.dirname}/../../../servers/weather/dist/bin.js`;
const serving = [weather, 'http', '--demo', '--port'] as const;

interface Contender {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether callers show an API key. */
  readonly keyed?: boolean;
}

/** Counted at every call and never reached. */
const highLimit = { PATCHBAY_RATE_LIMIT: '1000000000' };

/** Programs that take a port as their last word. */
const contenders: Readonly<Record<string, Contender>> = {
  'raw node:http': { args: [`${import.meta.dirname}/servers/raw.ts`] },
  'bare createMcpHandler': { args: [`${import.meta.dirname}/servers/bare-sdk.ts`] },
  'patchbay, silent': {
    args: serving,
    environment: { PATCHBAY_RATE_LIMIT: '0', PATCHBAY_LOG_LEVEL: 'silent' },
  },
  'patchbay, log line per call': {
    args: serving,
    environment: { PATCHBAY_RATE_LIMIT: '0', PATCHBAY_LOG_LEVEL: 'info' },
  },
  'patchbay, key': {
    args: serving,
    environment: { PATCHBAY_RATE_LIMIT: '0', PATCHBAY_LOG_LEVEL: 'silent' },
    keyed: true,
  },
  'patchbay, key + limits': {
    args: serving,
    environment: { ...highLimit, PATCHBAY_LOG_LEVEL: 'silent' },
    keyed: true,
  },
  'patchbay, key + limits + log line': {
    args: serving,
    environment: { ...highLimit, PATCHBAY_LOG_LEVEL: 'info' },
    keyed: true,
  },
};

/** A place for keys with one in it. */
interface Keys {
  readonly environment: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

function makeKey(folder: string): Keys {
  const environment = { PATCHBAY_KEYS_FILE: join(folder, 'keys.json'), PATCHBAY_AUTH: 'keys' };
  const made: unknown = JSON.parse(
    execFileSync(process.execPath, [weather, 'keys', 'create', '--name', 'bench', '--json'], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    }),
  );
  return { environment, headers: { authorization: `Bearer ${Reflect.get(Object(made), 'key')}` } };
}

interface Sample {
  readonly rate: number;
  readonly p99: number;
}

/** How long and how hard to load. */
export interface HttpBenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

/** Loads every contender in alternating rounds and returns a table of ratios to the first. */
export async function benchHttp(options: HttpBenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  try {
    return await benchRevisions(options, makeKey(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchRevisions(options: HttpBenchOptions, keys: Keys): Promise<string> {
  const sections: string[] = [];
  for (const revision of Object.keys(requests).filter((name): name is Revision => name in requests)) {
    sections.push(
      `tools/call, ${revision}, ${options.connections} connections\n${await benchRevision(revision, options, keys)}`,
    );
  }
  return sections.join('\n\n');
}

async function benchRevision(revision: Revision, options: HttpBenchOptions, keys: Keys): Promise<string> {
  const running = await Promise.all(
    Object.entries(contenders).map(async ([name, contender]) => {
      const samples: Sample[] = [];
      return { name, samples, ...(await start(contender, keys)) };
    }),
  );
  try {
    for (const contender of running) await load(contender, revision, { ...options, seconds: 1 });
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of running) contender.samples.push(await load(contender, revision, options));
    }
    const floor = median(running[0]?.samples.map(({ rate }) => rate) ?? []);
    const rows = running.map(({ name, samples, child }) => {
      const rate = median(samples.map((sample) => sample.rate));
      return [
        name,
        rate.toFixed(0),
        (rate / floor).toFixed(3),
        median(samples.map(({ p99 }) => p99)).toFixed(1),
        residentMegabytes(child),
      ];
    });
    return table([['', 'calls/s', '× raw', 'p99 ms', 'RSS MB'], ...rows]);
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** What its callers send beside the headers of the protocol. */
  readonly headers: Readonly<Record<string, string>>;
}

async function start({ args, environment, keyed = false }: Contender, keys: Keys): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [...args, String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...environment, ...(keyed && keys.environment) },
  });
  const running = { child, url: `http://127.0.0.1:${port}/mcp`, headers: keyed ? keys.headers : {} };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(running)) return running;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${args[0]} did not start`);
}

async function answers(running: Running): Promise<boolean> {
  const { headers, body } = requests['2025-11-25'];
  try {
    return (await fetch(running.url, { method: 'POST', headers: { ...headers, ...running.headers }, body }))
      .ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function load(
  running: Pick<Running, 'url' | 'headers'>,
  revision: Revision,
  { seconds, connections }: HttpBenchOptions,
): Promise<Sample> {
  const { headers, body } = requests[revision];
  const { url } = running;
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { ...headers, ...running.headers },
    body,
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return { rate: result.requests.average, p99: result.latency.p99 };
}

function residentMegabytes(child: ChildProcess): string {
  const status = process.platform === 'linux' ? readStatus(child.pid) : undefined;
  return status === undefined ? '–' : (status / 1024).toFixed(0);
}

function readStatus(pid: number | undefined): number | undefined {
  const match = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return match === null ? undefined : Number(match[1]);
}
