import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileCache } from './compile-cache.ts';

/** How to start one server. */
export interface StartOptions {
  readonly name: string;
  /** The program and its arguments before `http`. */
  readonly program: string;
  readonly port: number;
  readonly demo: boolean;
  /** Takes each line that the server writes to standard error. */
  log(line: string): void;
}

/** A server that runs in a process of its own. */
export interface ServerProcess {
  readonly name: string;
  readonly url: string;
  /** Settles with one sentence when the process ends, asked to or not. */
  readonly ended: Promise<string>;
  /** Ends it: politely first, by force when it takes too long. */
  stop(): Promise<void>;
}

/** How long calls in flight may take at the end, and after how long the process is killed; in milliseconds. */
const [drainMs, killMs] = [1000, 1700];

/** Starts a server over HTTP on this machine's own address. */
export function startServer({ name, program, port, demo, log }: StartOptions): ServerProcess {
  const words = [program, 'http', '--port', `${port}`, ...(demo ? ['--demo'] : [])];
  const child = spawn(process.execPath, words, {
    env: { ...compileCache, PATCHBAY_LOG_LEVEL: 'warn', PATCHBAY_DRAIN_MS: `${drainMs}`, ...process.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    // a group of its own, so that Ctrl-C reaches it once, through us, and not twice
    detached: true,
  });
  createInterface({ input: child.stderr }).on('line', log);
  const ended = endOf(child, name);
  return {
    name,
    url: `http://127.0.0.1:${port}/mcp`,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), killMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function endOf(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`${name} could not be started: ${error.message}.`));
    child.once('close', (status, signal) =>
      resolve(`${name} ended ${signal === null ? `with status ${status}` : `by ${signal}`}.`),
    );
  });
}

/**
 * Waits until a server says that it is ready.
 *
 * @throws Error when it ends before, or is not ready within the deadline.
 */
export async function untilReady(server: ServerProcess, deadlineMs: number): Promise<void> {
  let end: string | undefined;
  void server.ended.then((sentence) => {
    end = sentence;
  });
  const readiness = new URL('/readyz', server.url);
  for (const started = performance.now(); performance.now() - started < deadlineMs; await sleep(40)) {
    if (end !== undefined) throw new Error(end);
    const reply = await fetch(readiness).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply?.ok) return;
  }
  throw new Error(`${server.name} was not ready within ${deadlineMs / 1000} s.`);
}

/** Whether a server refuses a caller who shows no key. */
export async function asksForKey(url: string): Promise<boolean> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
  });
  await reply.body?.cancel();
  return reply.status === 401;
}
