import { flushCompileCache } from 'node:module';
import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { brief } from '@patchbay/core/engine';
import { exitOnCrash } from '@patchbay/observability';
import { endSignals, ignoreInspectorSignal } from './end-signals.ts';
import type { Runtime } from './runtime.ts';
import { serveSdkStdio } from './sdk/stdio.ts';

const closeMs = 500;
/** Node writes its compile cache at the end of a process, which clients that kill their servers never let it reach. */
const flushAfterMs = 2000;

/**
 * Serves one client on standard input and output until the client hangs up or a signal arrives.
 *
 * Standard output carries the protocol and nothing else, whatever a library prints. Calls in flight may finish within
 * the drain time; a second signal, or a signal after the client has hung up, ends them at once.
 */
export function runStdio(runtime: Runtime): void {
  exitOnCrash(runtime.log, process);
  const { engine, caller, selection, common, log } = runtime;
  const hurry = Promise.withResolvers<void>();
  let ending = false;
  const end = async (reason: string) => {
    if (ending) return;
    ending = true;
    log.debug({ reason }, 'ending');
    // what was read last has yet to reach the protocol layer
    await turn();
    connection.endInput();
    await turn();
    await Promise.race([connection.idle(common.PATCHBAY_DRAIN_MS), hurry.promise]);
    const left = await connection.idle(0);
    if (left > 0) log.warn({ left }, 'calls were cut off at the end');
    await connection.close();
    await runtime.close(closeMs);
    process.exit(0);
  };
  const connection = serveSdkStdio({
    engine,
    caller,
    selection,
    stateKey: common.PATCHBAY_STATE_KEY,
    // the end of the input is not passed on: it would cut off the calls in flight
    input: process.stdin.pipe(new PassThrough(), { end: false }),
    output: claimStdout(),
    onError: ({ message }) => log.debug({ reason: brief(message) }, 'message refused by the protocol layer'),
    onClose() {
      // nobody is left to answer
      hurry.resolve();
      void end('connection closed');
    },
  });
  setTimeout(flushCompileCache, flushAfterMs).unref();
  process.stdin.once('end', () => void end('input ended'));
  process.stdin.once('close', () => void end('input closed'));
  ignoreInspectorSignal();
  for (const signal of endSignals)
    process.on(signal, () => {
      if (ending) hurry.resolve();
      else void end(signal);
    });
}

/**
 * Takes standard output for the protocol: whatever else writes to it lands on standard error.
 *
 * Replacing the console would not do, since libraries keep the console, or the stream, from before.
 */
function claimStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  // the failed write itself reports a client that is gone
  process.stdout.on('error', () => undefined);
  return new Writable({ write: (chunk: Buffer, _encoding, done) => void write(chunk, done) });
}
