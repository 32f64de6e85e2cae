import { setImmediate as turn } from 'node:timers/promises';
import type { Breathe } from '../../../duplicates/slices.ts';

const sliceMs = 5;

/** Cuts work into slices of 5 ms, between which the process attends to other things. */
export function inSlices(signal?: AbortSignal): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    signal?.throwIfAborted();
    await turn();
    since = performance.now();
  };
}
