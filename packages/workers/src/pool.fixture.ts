import { createLogger, createRegistry, declareMcpMetrics } from '@patchbay/observability';
import { type LogSink, memoryLog } from '@patchbay/observability/testing';
import { z } from 'zod';
import type { FixtureCalls } from './fixture/calls.worker.ts';
import { createPool, type Pool, type PoolOptions, workerEntry } from './index.ts';

type Options = PoolOptions<FixtureCalls>;

/** A pool of the fixture's calls with its log and metrics; ends with the scope that holds it. */
export interface PoolRig extends AsyncDisposable {
  readonly pool: Pool<FixtureCalls>;
  readonly log: LogSink;
  /** The metrics in the text format of Prometheus. */
  metrics(): string;
}

const anything = z.unknown();
const nothing = z.undefined();
const number = z.number();

const outputs: Options['outputs'] = {
  echo: anything,
  who: z.object({
    pid: number,
    calls: number,
    greeting: z.string(),
    env: z.record(z.string(), z.string().optional()),
  }),
  spin: number,
  sleep: number,
  deaf: nothing,
  fillHeap: z.never(),
  fillNative: z.never(),
  keep: nothing,
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
  chatter: z.never(),
  chatterOn: z.never(),
  count: number,
  abort: z.never(),
  segfault: z.literal(true),
  exit: z.never(),
  exitInMessage: z.never(),
  garbage: nothing,
  hugeFrame: nothing,
  say: nothing,
  holes: anything,
  pattern: anything,
  throwLater: nothing,
  throwPlain: z.never(),
  refuse: z.never(),
  refuseOddly: z.never(),
  unserialisable: anything,
  complain: nothing,
  print: nothing,
  grandchild: number,
  evaluate: z.never(),
  read: z.string(),
  write: nothing,
  exists: z.boolean(),
};

/** Creates a pool with generous limits; `change` says what a test is about. */
export function poolRig(change: Partial<Options> = {}): PoolRig {
  const log = memoryLog();
  const registry = createRegistry();
  const pool = createPool<FixtureCalls>({
    name: 'fixture',
    entry: workerEntry('./fixture/calls.worker.ts', import.meta.url),
    kind: 'process',
    size: 2,
    limits: { timeMs: 60_000, memoryMb: 512, outputBytes: 1_000_000 },
    outputs,
    log: createLogger({ level: 'debug', name: 'test', version: '0', destination: log.destination }),
    metrics: declareMcpMetrics(registry),
    ...change,
  });
  return {
    pool,
    log,
    metrics: () => registry.expose(),
    [Symbol.asyncDispose]: () => pool.close({ graceMs: 0 }),
  };
}

/** A lane and a signal that never aborts. */
export const plainly = { lane: 'me', signal: new AbortController().signal } as const;

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
