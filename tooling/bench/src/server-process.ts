import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A program that serves on a port which its last argument names. */
export interface ServerProgram {
  /** What comes before the port. */
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Whether what it writes to standard error is shown; nothing else is. */
  readonly shown?: boolean;
  /** Whether it keeps serving after a Ctrl-C at the terminal; then the bench must handle that signal and end it. */
  readonly detached?: boolean;
  /** Whether it answers; asks `/readyz` unless given. */
  isReady?(origin: string): Promise<boolean>;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number | undefined;
  /** `http://host:port`. */
  readonly origin: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const attempts = 200;
const pauseMs = 50;

/** Starts a server on a free port of this machine, and waits until it is ready. It ends with this process at the latest. */
export async function startServer(program: ServerProgram): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [...program.args, String(port)], {
    stdio: ['ignore', 'ignore', program.shown === true ? 'inherit' : 'ignore'],
    env: { ...process.env, ...program.environment },
    detached: program.detached === true,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const server = { pid: child.pid, origin: `http://127.0.0.1:${port}`, kill: () => end(child) };
  try {
    await readiness(child, server.origin, program);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return server;
}

async function readiness(child: ChildProcess, origin: string, program: ServerProgram): Promise<void> {
  const isReady = program.isReady ?? saysReady;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (hasEnded(child))
      throw new Error(`${program.args[0]} ended with ${child.exitCode ?? child.signalCode}.`);
    if (await isReady(origin).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`${program.args[0]} did not become ready.`);
}

async function saysReady(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/readyz`);
  await response.body?.cancel();
  return response.ok;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
