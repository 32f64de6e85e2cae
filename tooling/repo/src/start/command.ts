import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { httpPort } from '@patchbay/serve';
import { readSurfaces } from '../surface-file.ts';
import { repositoryRoot, serverNames } from '../workspace.ts';
import { planPorts } from './ports.ts';
import { type Liveness, probeServer } from './probe.ts';
import { type Running, startReport } from './report.ts';
import { asksForKey, type ServerProcess, startServer, untilReady } from './server-process.ts';

const help = `Usage: pnpm start [--port <number>] [--demo] [server…]

Runs every server over HTTP on 127.0.0.1, or only the named ones, until Ctrl-C. A server whose data sources do not
answer, or that keeps data and is told by no setting where, runs on built-in demo data. Every server has its own port;
where another program has that, a free one is taken and the report says so.

  --port <number>  Ports from this one on, instead of each server's own.
  --demo           Demo data everywhere; nothing is asked.
  -h, --help       Show this help.
`;

const readyMs = 60_000;

/** The `start` command; returns when everything has ended: 0 after Ctrl-C, 1 when a server failed. */
export async function start(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string' },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const interrupted = Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
  const servers: ServerProcess[] = [];
  const failure = run(
    chosen(positionals),
    values.port === undefined ? undefined : firstPort(values.port),
    values.demo,
    servers,
  ).then(
    () => Promise.race(servers.map(({ ended }) => ended)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const problem = await Promise.race([interrupted.then(() => undefined), failure]);
  await Promise.all(servers.map((server) => server.stop()));
  if (problem === undefined) return 0;
  process.stderr.write(`${problem} Its messages are above; \`pnpm start\` needs every server.\n`);
  return 1;
}

async function run(
  names: readonly string[],
  first: number | undefined,
  demo: boolean,
  servers: ServerProcess[],
): Promise<void> {
  const surfaces = new Map(readSurfaces(repositoryRoot).map((surface) => [surface.server, surface.totals]));
  const begun = performance.now();
  const running: Omit<Running, 'needsKey'>[] = [];
  const ordered = names.toSorted((a, b) => httpPort(a) - httpPort(b));
  const states = await Promise.all(ordered.map((name) => livenessFor(name, demo)));
  const ports = await planPorts(ordered, first);
  for (const [index, name] of ordered.entries()) {
    const { port = 0, wanted = 0 } = ports.get(name) ?? {};
    const state = states[index] ?? { live: false };
    const server = startServer({
      name,
      program: join(repositoryRoot, 'servers', name, 'src/bin.ts'),
      port,
      demo: !state.live,
      log: (line) => process.stderr.write(`[${name}] ${line}\n`),
    });
    servers.push(server);
    const { tools, tokens } = surfaces.get(name) ?? { tools: 0, tokens: 0 };
    const missed = port === wanted ? {} : { missedPort: wanted };
    running.push({ name, url: server.url, ...state, ...missed, tools, tokens });
  }
  await Promise.all(servers.map((server) => untilReady(server, readyMs)));
  const asking = await Promise.all(servers.map(({ url }) => asksForKey(url)));
  const shown = running.map((server, index) => ({ ...server, needsKey: asking[index] === true }));
  process.stdout.write(startReport(shown, (performance.now() - begun) / 1000));
}

async function livenessFor(name: string, demo: boolean): Promise<Liveness> {
  return demo ? { live: false } : probeServer(join(repositoryRoot, 'servers', name));
}

function chosen(wanted: readonly string[]): readonly string[] {
  const names = serverNames(repositoryRoot);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no server ${unknown.join(', ')}. Servers are: ${names.join(', ')}.`);
  }
  return wanted.length === 0 ? names : wanted;
}

function firstPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new Error(`--port must be a number from 1 to 65535, not "${text}".`);
}
