import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import autocannon from 'autocannon';
import { type Revision, requests } from './calls.ts';
import { median, table } from './statistics.ts';

const weather = `${import.meta.dirname}/../../../servers/weather/dist/bin.js`;
const serving = [weather, 'http', '--demo', '--port'] as const;

/** Programs that take a port as their last word. */
const contenders: Readonly<
  Record<string, { readonly args: readonly string[]; readonly environment?: Record<string, string> }>
> = {
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
};

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
  const sections: string[] = [];
  for (const revision of Object.keys(requests).filter((name): name is Revision => name in requests)) {
    sections.push(
      `tools/call, ${revision}, ${options.connections} connections\n${await benchRevision(revision, options)}`,
    );
  }
  return sections.join('\n\n');
}

async function benchRevision(revision: Revision, options: HttpBenchOptions): Promise<string> {
  const running = await Promise.all(
    Object.entries(contenders).map(async ([name, contender]) => {
      const samples: Sample[] = [];
      return { name, samples, ...(await start(contender)) };
    }),
  );
  try {
    for (const { url } of running) await load(url, revision, { ...options, seconds: 1 });
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of running) contender.samples.push(await load(contender.url, revision, options));
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

async function start({
  args,
  environment,
}: (typeof contenders)[string]): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const child = spawn(process.execPath, [...args, String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...environment },
  });
  const url = `http://127.0.0.1:${port}/mcp`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(url)) return { child, url };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${args[0]} did not start`);
}

async function answers(url: string): Promise<boolean> {
  const { headers, body } = requests['2025-11-25'];
  try {
    return (await fetch(url, { method: 'POST', headers, body })).ok;
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
  url: string,
  revision: Revision,
  { seconds, connections }: HttpBenchOptions,
): Promise<Sample> {
  const { headers, body } = requests[revision];
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { ...headers },
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
