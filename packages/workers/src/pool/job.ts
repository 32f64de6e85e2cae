import type { Progress } from '../calls.ts';

/** One call on its way through a pool. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly lane: string;
  readonly timeMs: number;
  /** Resolves to the output as the child gave it. */
  readonly answer: Promise<unknown>;
  readonly settled: boolean;
  progress(progress: Progress): void;
  /** Both do nothing once the call has ended. */
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** Creates the call that a pool queues. */
export function createJob(
  parts: Pick<Job, 'id' | 'name' | 'input' | 'lane' | 'timeMs'> & {
    readonly onProgress: ((progress: Progress) => void) | undefined;
  },
): Job {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let settled = false;
  const once = (end: () => void): void => {
    if (settled) return;
    settled = true;
    end();
  };
  return {
    id: parts.id,
    name: parts.name,
    input: parts.input,
    lane: parts.lane,
    timeMs: parts.timeMs,
    answer: promise,
    get settled() {
      return settled;
    },
    progress(progress) {
      if (!settled) parts.onProgress?.(progress);
    },
    resolve: (output) => once(() => resolve(output)),
    reject: (error) => once(() => reject(error)),
  };
}
