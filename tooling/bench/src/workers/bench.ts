import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createLogger, createRegistry, declareMcpMetrics } from '@patchbay/observability';
import { createPool, type Pool, workerEntry } from '@patchbay/workers';
import { z } from 'zod';
import { residentMegabytes } from '../process-memory.ts';
import { quantile, table } from '../statistics.ts';
import { cancelPhase } from './cancel.ts';
import type { RunawayCalls } from './runaway.worker.ts';

/** What the calm caller asks for, of the processor's time. */
const CPU_MS = 16;
/** Calls of the calm caller in one phase. */
const CALM_CALLS = 100;
const RUNAWAYS = 50;
/** How much longer its 95th percentile may be beside runaways. */
const MOST_TIMES = 5;
const limits = { timeMs: 1_000, memoryMb: 300, outputBytes: 1_000_000 } as const;
/** Memory is looked at now and then, so that a process may pass its limit by what it takes meanwhile. */
const MOST_MEMORY_MB = limits.memoryMb * 1.5;

const kinds = ['time', 'heap', 'native', 'output', 'progress', 'abort', 'exit', 'throw'] as const;
type Kind = (typeof kinds)[number];

interface Phase {
  readonly times: readonly number[];
  /** Runaways that ended meanwhile, by error code. */
  readonly ends: Readonly<Record<string, number>>;
  readonly peakMb: number;
}

/**
 * Measures a caller's short calls beside fifty runaways of another caller, kind by kind, in phases that alternate with
 * phases of its own alone; gives the figures, and whether all that must hold held.
 */
export async function benchWorkers(
  rounds: number,
): Promise<{ readonly text: string; readonly passed: boolean }> {
  const pool = runawayPool();
  const alone: number[] = [];
  const beside = new Map<Kind, Phase[]>(kinds.map((kind) => [kind, []]));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  try {
    await calmCalls(pool, CALM_CALLS / 4);
    loop.enable();
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds) {
        alone.push(...(await calmCalls(pool, CALM_CALLS)));
        beside.get(kind)?.push(await phaseBeside(pool, kind));
      }
    }
    loop.disable();
    const runaways = report(alone, beside, loop.percentile(99) / 1e6);
    const cancels = await cancelPhase(pool);
    return { text: `${runaways.text}\n\n${cancels.text}`, passed: runaways.passed && cancels.passed };
  } finally {
    await pool.close({ graceMs: 0 });
  }
}

function runawayPool(): Pool<RunawayCalls> {
  const nothing = z.undefined();
  return createPool<RunawayCalls>({
    name: 'bench',
    entry: workerEntry('./runaway.worker.ts', import.meta.url),
    kind: 'process',
    size: 2,
    limits,
    outputs: {
      work: z.number(),
      time: nothing,
      heap: nothing,
      native: nothing,
      output: z.instanceof(Uint8Array),
      progress: nothing,
      abort: nothing,
      exit: nothing,
      throw: nothing,
    },
    queue: { waiting: 2 * RUNAWAYS, waitingPerLane: RUNAWAYS },
    log: createLogger({ level: 'silent', name: 'bench', version: '0' }),
    metrics: declareMcpMetrics(createRegistry()),
  });
}

async function calmCalls(pool: Pool<RunawayCalls>, count: number): Promise<readonly number[]> {
  const { signal } = new AbortController();
  const times: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const started = performance.now();
    await pool.call('work', { cpuMs: CPU_MS }, { lane: 'calm', signal });
    times.push(performance.now() - started);
  }
  return times;
}

/** Every call of the calm caller must be answered: a failure ends the bench. */
async function phaseBeside(pool: Pool<RunawayCalls>, kind: Kind): Promise<Phase> {
  const enough = new AbortController();
  const ends: Record<string, number> = {};
  const runaways = Array.from({ length: RUNAWAYS }, async () => {
    const code = await pool
      .call(kind, undefined, { lane: 'wild', signal: enough.signal })
      .then(() => 'ok', codeOf);
    if (!enough.signal.aborted) ends[code] = (ends[code] ?? 0) + 1;
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, ...pool.state().pids.map((pid) => (residentMegabytes(pid) ?? 0) * 1.048_576));
  }, 20);
  const times = await calmCalls(pool, CALM_CALLS);
  enough.abort();
  await Promise.all(runaways);
  clearInterval(watch);
  return { times, ends, peakMb };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function report(
  alone: readonly number[],
  beside: ReadonlyMap<Kind, readonly Phase[]>,
  loopDelayMs: number,
): { readonly text: string; readonly passed: boolean } {
  const floor = quantile(alone, 0.95);
  let passed = true;
  const rows = [...beside].map(([kind, phases]) => {
    const times = phases.flatMap((phase) => phase.times);
    const p95 = quantile(times, 0.95);
    const peakMb = Math.max(...phases.map((phase) => phase.peakMb));
    const held = p95 <= MOST_TIMES * floor && peakMb <= MOST_MEMORY_MB;
    passed &&= held;
    return [
      kind,
      quantile(times, 0.5).toFixed(1),
      p95.toFixed(1),
      (p95 / floor).toFixed(2),
      peakMb.toFixed(0),
      endings(phases),
      held ? 'held' : 'MISSED',
    ];
  });
  const first = ['alone', quantile(alone, 0.5).toFixed(1), floor.toFixed(1), '1.00', '', '', ''];
  const head = ['beside', 'p50 ms', 'p95 ms', '× alone', 'peak MB', 'runaways ended', ''];
  return {
    text: [
      `A caller's calls of ${CPU_MS} ms beside ${RUNAWAYS} of another caller that run away`,
      table([head, first, ...rows]),
      `Event loop of the server, delay p99: ${loopDelayMs.toFixed(1)} ms`,
      `At most × ${MOST_TIMES} and ${MOST_MEMORY_MB} MB: ${passed ? 'held' : 'MISSED'}`,
    ].join('\n'),
    passed,
  };
}

function endings(phases: readonly Phase[]): string {
  const sums: Record<string, number> = {};
  for (const { ends } of phases)
    for (const [code, count] of Object.entries(ends)) sums[code] = (sums[code] ?? 0) + count;
  return Object.entries(sums)
    .map(([code, count]) => `${count} ${code}`)
    .join(', ');
}
