import { Console } from 'node:console';
import { exitOnCrash } from '@patchbay/observability';
import { serveSdkStdio } from '../sdk/stdio.ts';
import type { Runtime } from './runtime.ts';

const drainMs = 250;
const closeMs = 500;

/**
 * Serves one client on standard input and output until the client hangs up or a signal arrives.
 *
 * Standard output carries the protocol and nothing else, whatever a library prints. Calls in flight get a moment
 * to finish; the process is gone within a second.
 */
export function runStdio(runtime: Runtime): void {
  globalThis.console = new Console(process.stderr, process.stderr);
  exitOnCrash(runtime.log, process);
  const { engine, caller, selection, common, log } = runtime;
  const connection = serveSdkStdio({
    engine,
    caller,
    selection,
    stateKey: common.PATCHBAY_STATE_KEY,
    onError: (error) => log.debug({ err: error }, 'message refused by the protocol layer'),
  });
  let ending = false;
  const end = async (reason: string) => {
    if (ending) return;
    ending = true;
    log.debug({ reason }, 'ending');
    const left = await engine.idle(drainMs);
    if (left > 0) log.warn({ left }, 'calls were cut off at the end');
    await connection.close();
    await runtime.close(closeMs);
    process.exit(0);
  };
  process.stdin.once('end', () => void end('input ended'));
  process.stdin.once('close', () => void end('input closed'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(signal));
}
