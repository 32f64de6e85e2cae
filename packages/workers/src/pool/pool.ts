import { setTimeout as delay } from 'node:timers/promises';
import { ToolError } from '@patchbay/schemas';
import type { z } from 'zod';
import type { Handlers, InputOf, OutputOf } from '../calls.ts';
import { failures } from './failures.ts';
import { createJob, type Job } from './job.ts';
import type { CallOptions, PoolOptions, PoolState } from './options.ts';
import { createStaff } from './staff.ts';

/** Runs calls in children that can be limited, cancelled and lost. */
export interface Pool<Calls extends Handlers> {
  /**
   * Runs one call in a child.
   *
   * Rejects with a `ToolError`: what the handler threw as one, `timeout`, `too_large` (memory or output), `cancelled`,
   * `unavailable` (crash, no start, queue full, closed), `rate_limited` (the lane is full), `internal` (anything else
   * that the handler threw, or an output that does not parse).
   */
  call<Name extends keyof Calls & string>(
    name: Name,
    input: InputOf<Calls[Name]>,
    options: CallOptions,
  ): Promise<OutputOf<Calls[Name]>>;
  /** The children and calls of now. */
  state(): PoolState;
  /**
   * Refuses new calls and those that wait, lets those that run go on for `graceMs` (1 s by default), and resolves when
   * every child has ended.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * Creates a pool; no child starts before the first call.
 *
 * @example
 * const pool = createPool<Calls>({
 *   name: 'parsers', entry: workerEntry('./parse.worker.ts', import.meta.url), kind: 'process', size: 2,
 *   limits: { timeMs: 10_000, memoryMb: 256, outputBytes: 4_000_000 },
 *   outputs: { parse: parsed }, log: setup.log, metrics: setup.metrics,
 * });
 * const text = await pool.call('parse', { bytes }, { lane: caller.id, signal });
 */
export function createPool<Calls extends Handlers>(options: PoolOptions<Calls>): Pool<Calls> {
  const { name: pool, limits, outputs, metrics, log } = options;
  const staff = createStaff(options);
  let lastId = 0;

  const enqueue = async (name: string, input: unknown, call: CallOptions): Promise<unknown> => {
    const { lane, signal, timeMs, onProgress } = call;
    if (signal.aborted) throw failures.cancelled(signal.reason);
    lastId += 1;
    const job = createJob({
      id: lastId,
      name,
      input,
      lane,
      timeMs: Math.min(timeMs ?? limits.timeMs, limits.timeMs),
      onProgress,
    });
    staff.take(job);
    return whileWanted(job, signal, (error) => staff.stop(job, error));
  };

  return {
    async call(name, input, call) {
      const started = performance.now();
      const ended = (outcome: string): void =>
        metrics.workerDuration.cell({ pool, outcome }).observe((performance.now() - started) / 1_000);
      try {
        const schema: z.ZodType<OutputOf<Calls[typeof name]>> = outputs[name];
        const output = schema.safeParse(await enqueue(name, input, call));
        if (!output.success)
          throw failures.thrown(`the output of ${name} is not what it declares: ${output.error}`);
        ended('ok');
        return output.data;
      } catch (error) {
        ended(error instanceof ToolError ? error.code : 'internal');
        throw error;
      }
    },
    state: () => staff.state(),
    async close({ graceMs = 1_000 } = {}) {
      const state = staff.state();
      if (state.busy + state.waiting > 0) log.info({ pool, ...state }, 'worker pool closes with calls');
      const timer = new AbortController();
      const late = delay(graceMs, 'late', { signal: timer.signal }).catch(() => undefined);
      await Promise.race([staff.retire(), late]);
      timer.abort();
      await staff.dismiss();
    },
  };
}

/** Waits for the answer, and stops the work when the signal says so first. */
async function whileWanted(job: Job, signal: AbortSignal, stop: (error: Error) => void): Promise<unknown> {
  const onAbort = (): void => stop(failures.cancelled(signal.reason));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await job.answer;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
