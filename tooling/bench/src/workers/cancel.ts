import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '@patchbay/workers';
import { quantile } from '../statistics.ts';
import type { RunawayCalls } from './runaway.worker.ts';

const CANCELS = 20;
/** Until a cancelled call has let go of the processor. */
const MOST_MS = 200;

/** Cancels endless loops, and measures when their callers are answered and when their processes are gone. */
export async function cancelPhase(
  pool: Pool<RunawayCalls>,
): Promise<{ readonly text: string; readonly passed: boolean }> {
  const answered: number[] = [];
  const gone: number[] = [];
  for (let cancel = 0; cancel < CANCELS; cancel += 1) {
    const controller = new AbortController();
    const call = pool.call('time', undefined, { lane: `cancel ${cancel}`, signal: controller.signal });
    const ended = call.catch(() => {});
    while (pool.state().busy === 0) await delay(1);
    const started = performance.now();
    controller.abort();
    await ended;
    answered.push(performance.now() - started);
    while (pool.state().busy > 0) await delay(1);
    gone.push(performance.now() - started);
  }
  const passed = quantile(gone, 0.95) <= MOST_MS;
  return {
    text: `Cancelled endless loops: caller answered p95 ${quantile(answered, 0.95).toFixed(1)} ms, process gone p95 ${quantile(gone, 0.95).toFixed(1)} ms; at most ${MOST_MS} ms: ${passed ? 'held' : 'MISSED'}`,
    passed,
  };
}
