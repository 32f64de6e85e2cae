import { setImmediate as turn } from 'node:timers/promises';

/** Short, since the process takes on one new connection in each turn. */
const longestMs = 2;
let lastTurn = 0;

/**
 * Lets the process attend to other things when statements have run back to back for 2 ms.
 *
 * The driver answers at once, so that a long row of statements would otherwise keep timers, sockets and cancellations
 * waiting until its end.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - lastTurn < longestMs) return;
  await turn();
  lastTurn = performance.now();
}
