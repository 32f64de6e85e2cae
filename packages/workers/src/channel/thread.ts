import { Worker } from 'node:worker_threads';
import { type Channel, type ChannelEvents, type ChannelOptions, createTail, STDERR_TAIL } from './channel.ts';

/**
 * Starts a worker thread and opens the channel to it.
 *
 * The limit of memory holds for its JavaScript heap alone, its priority is the server's, and a crash in native code
 * takes the server with it: for computing of our own, never for foreign libraries or files.
 */
export function openThread(options: ChannelOptions, events: ChannelEvents): Channel {
  const thread = new Worker(options.entry, {
    env: { ...options.env },
    execArgv: ['--no-warnings'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
  });
  const stderr = createTail(STDERR_TAIL);
  let failure: Error | undefined;
  thread.stdout.resume();
  thread.stderr.on('data', stderr.add);
  thread.on('message', (payload: unknown) => {
    if (!(payload instanceof Uint8Array)) return;
    if (payload.byteLength > options.maxFrameBytes) events.onOversize();
    else events.onFrame(payload);
  });
  thread.once('error', (error) => {
    failure = error instanceof Error ? error : new Error('a thread threw what is no error');
  });
  thread.once('exit', (code) => {
    const outOfMemory =
      failure !== undefined && 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY';
    events.onEnd({ outOfMemory, how: failure?.stack ?? `${code}`, stderr: stderr.text() });
  });
  return {
    pid: undefined,
    send: (payload) => thread.postMessage(payload),
    hold(held) {
      if (held) thread.ref();
      else thread.unref();
    },
    kill: () => void thread.terminate(),
  };
}
