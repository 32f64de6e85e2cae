import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@patchbay/observability';
import { sql } from 'drizzle-orm';
import { rig } from '../fixture/rig.fixture.ts';
import type { RigTables } from '../fixture/tables.fixture.ts';
import { openStore, sweep } from '../index.ts';
import type { Store } from '../store.ts';
import type { Place } from '../testing.ts';
import type { Share } from './job.fixture.ts';
import { violationsOf } from './violations.fixture.ts';

/** How many jobs, how many kills, and where. */
export interface SoakOptions {
  readonly place: Place;
  readonly jobs: number;
  readonly kills: number;
  readonly processes: number;
}

/** What a soak has found. */
export interface SoakReport {
  readonly jobs: number;
  readonly kills: number;
  /** Attempts at all jobs together. */
  readonly attempts: number;
  readonly seconds: number;
  /** Empty when none was lost, none done twice, and nothing left over. */
  readonly violations: readonly string[];
}

const script = fileURLToPath(new URL('./job-worker.fixture.ts', import.meta.url));
const log = createLogger({ level: 'silent', name: 'soak', version: '0' });
const hourMs = 3_600_000;
/** How long nothing may get done before the soak gives up. */
const stuckMs = 300_000;

/**
 * Proves that jobs survive kill -9: several processes start and run jobs that write contents and rows, one of them is
 * killed and started again whenever another number of jobs is done, and in the end every effect must be there once.
 */
export async function soakJobs({ place, jobs, kills, processes }: SoakOptions): Promise<SoakReport> {
  const began = performance.now();
  const store = await openStore({ ...rig, ...place, log });
  const shares = Array.from(
    { length: processes },
    (_, index): Share => ({
      from: Math.floor((jobs * index) / processes),
      to: Math.floor((jobs * (index + 1)) / processes),
    }),
  );
  const children = shares.map((share) => start(place, share));
  try {
    const marks = Array.from({ length: kills }, () => Math.random() * jobs).toSorted((a, b) => a - b);
    for (const mark of marks) {
      await untilDone(store, mark);
      await sleep(Math.random() * 100);
      const victim = Math.floor(Math.random() * processes);
      await end(children[victim], 'SIGKILL');
      const share = shares[victim];
      if (share !== undefined) children[victim] = start(place, share);
    }
    await untilDone(store, jobs);
    await Promise.all(children.map((child) => end(child, 'SIGTERM')));
    await sweepLater(place);
    const attempts = await attemptsOf(store);
    const violations = await violationsOf(store, jobs);
    return { jobs, kills, attempts, violations, seconds: (performance.now() - began) / 1_000 };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await store.close();
  }
}

function start(place: Place, share: Share): ChildProcess {
  return spawn(process.execPath, [script, JSON.stringify(place), JSON.stringify(share)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function end(child: ChildProcess | undefined, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function untilDone({ internal }: Store<RigTables>, wanted: number): Promise<void> {
  const { own, transaction } = internal;
  for (let last = -1, since = performance.now(); ; await sleep(50)) {
    const [row] = await transaction({ mode: 'read' }, ({ builder }) =>
      builder.select({ done: sql<number>`count(${own.jobs.ended_at})` }).from(own.jobs),
    );
    const done = row?.done ?? 0;
    if (done >= wanted) return;
    if (done > last) [last, since] = [done, performance.now()];
    if (performance.now() - since > stuckMs) throw new Error(`Nothing got done any more after ${done} jobs.`);
  }
}

/** Sweeps as if some hours had passed, so that all that nothing needs goes. */
async function sweepLater(place: Place): Promise<void> {
  const store = await openStore({ ...rig, ...place, log, now: () => Date.now() + 3 * hourMs });
  try {
    for (let time = 0; time < 2; time += 1) await sweep(store, { blobGraceMs: 0 });
  } finally {
    await store.close();
  }
}

async function attemptsOf({ internal: { own, transaction } }: Store<RigTables>): Promise<number> {
  const [row] = await transaction({ mode: 'read' }, ({ builder }) =>
    builder.select({ attempts: sql<number>`sum(${own.jobs.attempts})` }).from(own.jobs),
  );
  return row?.attempts ?? 0;
}
