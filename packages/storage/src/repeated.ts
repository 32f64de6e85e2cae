import { setTimeout as sleep } from 'node:timers/promises';
import { busy, isLostRace, unwrapped } from './errors.ts';

const attempts = 12;

/**
 * Runs work again, after a growing pause, as long as it loses races against concurrent writes: twelve times at most.
 *
 * @throws ToolError `unavailable` when it has lost all of them.
 */
export async function repeated<T>(
  work: (attempt: number) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!isLostRace(unwrapped(error))) throw error;
      if (attempt >= attempts) throw busy(error);
    }
    const pause = 2 ** Math.min(attempt - 1, 6) * (1 + Math.random() * 2);
    await sleep(pause, undefined, signal && { signal });
  }
}
