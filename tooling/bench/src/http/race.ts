import type { Keys } from '../keys.ts';
import { residentMegabytes } from '../process-memory.ts';
import { freePort, type ServerProcess, startServer } from '../server-process.ts';
import { median, table } from '../statistics.ts';
import type { Contender } from './contenders.ts';
import { type Loaded, load, type Sample } from './load.ts';
import type { BenchRequest } from './requests.ts';

/** How contenders are loaded. */
export interface RaceOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly keys: Keys;
}

interface Runner extends Loaded {
  readonly contender: Contender;
  readonly server: ServerProcess;
  readonly samples: Sample[];
  failed: boolean;
}

const probe = `${import.meta.dirname}/probe.ts`;
const warmUpSeconds = 1;

/** Loads all contenders in turn, round after round, and returns a table of medians, the first one being the measure. */
export async function race(
  contenders: readonly Contender[],
  request: (contender: Contender) => BenchRequest,
  options: RaceOptions,
): Promise<string> {
  const runners: Runner[] = [];
  try {
    for (const contender of contenders)
      runners.push(await start(contender, request(contender), options.keys));
    await everyRunner(runners, (runner) =>
      load(runner, request(runner.contender), { ...options, seconds: warmUpSeconds }),
    );
    for (let round = 0; round < options.rounds; round += 1) {
      await everyRunner(runners, async (runner) => {
        runner.samples.push(await load(runner, request(runner.contender), options));
      });
    }
    return summary(runners);
  } finally {
    await Promise.all(runners.map(({ server }) => server.kill()));
  }
}

/** One after the other. A contender that fails is out of the race, and says why; the floor must not. */
async function everyRunner(runners: readonly Runner[], work: (runner: Runner) => Promise<unknown>) {
  for (const runner of runners) {
    if (runner.failed) continue;
    try {
      await work(runner);
    } catch (error) {
      if (runner === runners[0]) throw error;
      runner.failed = true;
      process.stderr.write(`${runner.contender.name}: ${String(error)}\n`);
    }
  }
}

async function start(contender: Contender, request: BenchRequest, keys: Keys): Promise<Runner> {
  const headers = contender.keyed === true ? keys.headers : {};
  const probePort = await freePort();
  const server = await startServer({
    args: contender.args,
    environment: {
      ...contender.environment,
      ...(contender.keyed === true && keys.environment),
      NODE_OPTIONS: `--import=${probe}`,
      BENCH_PROBE_PORT: String(probePort),
    },
    isReady: (origin) => answers(`${origin}/mcp`, { ...request.headers, ...headers }, request.body),
  });
  return { contender, server, origin: server.origin, probePort, headers, samples: [], failed: false };
}

async function answers(url: string, headers: Record<string, string>, body: string): Promise<boolean> {
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.body?.cancel();
  return response.ok;
}

function shown(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}

function summary(runners: readonly Runner[]): string {
  const measured = runners.map(({ contender, server, samples, failed }) => ({
    name: failed ? `${contender.name}, failed` : contender.name,
    rate: median(samples.map(({ rate }) => rate)),
    cpu: median(samples.map(({ cpu }) => cpu)),
    bytes: median(samples.map(({ bytes }) => bytes)),
    p99: median(samples.map(({ p99 }) => p99)),
    resident: residentMegabytes(server.pid),
  }));
  const [floor] = measured;
  if (floor === undefined) throw new Error('Nothing was measured.');
  const rows = measured.map(({ name, rate, cpu, bytes, p99, resident }) => [
    name,
    shown(rate, 0),
    shown(rate / floor.rate, 3),
    shown(cpu, 1),
    shown(cpu / floor.cpu, 2),
    shown(bytes / 1024, 1),
    shown(p99, 1),
    resident?.toFixed(0) ?? '–',
  ]);
  const head = ['', 'answers/s', '× raw', 'CPU µs', '× raw', 'heap KiB each', 'p99 ms', 'RSS MB'];
  return table([head, ...rows]);
}
