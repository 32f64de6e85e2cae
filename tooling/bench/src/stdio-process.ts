import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { member } from './json.ts';

/** A server on stdio, with the clock running since it was spawned. */
export interface StdioProcess {
  readonly pid: number | undefined;
  /** Milliseconds from the spawn to the answer of the first tool call. */
  readonly firstAnswerMs: number;
  /** Sends calls of the first tool, all at once, and waits until they are answered. */
  callTimes(times: number): Promise<void>;
  /** Closes its input as a client that leaves does, and waits for its end. */
  leave(): Promise<void>;
}

/** How to start a server, and what to ask it first. */
export interface StdioProgram {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const clientInfo = { name: 'bench', version: '1' };
const initialize = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };

/** Spawns a server, shakes hands and calls a tool; everything is sent at once, as fast clients do. */
export async function startOnStdio({ args, environment, tool, input }: StdioProgram): Promise<StdioProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  const gone = once(child, 'exit');
  const waiting = new Map<unknown, () => void>();
  let id = 0;
  const call = () => {
    id += 1;
    const answered = Promise.withResolvers<void>();
    waiting.set(id, answered.resolve);
    send('tools/call', { name: tool, arguments: input }, id);
    return answered.promise;
  };
  const send = (method: string, params: object, id?: number) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  let failure: Error | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message: unknown = JSON.parse(line);
    const result = member(message, 'result');
    if (member(message, 'error') !== undefined || member(result, 'isError') === true)
      failure ??= new Error(`${args[0]} answered with an error: ${line}`);
    waiting.get(member(message, 'id'))?.();
  });
  send('initialize', initialize, 0);
  send('notifications/initialized', {});
  await Promise.race([call(), endedEarly(gone, args)]);
  const firstAnswerMs = performance.now() - started;
  if (failure !== undefined) throw failure;
  return {
    pid: child.pid,
    firstAnswerMs,
    async callTimes(times) {
      const calls = Array.from({ length: times }, call);
      await Promise.race([Promise.all(calls), endedEarly(gone, args)]);
      waiting.clear();
      if (failure !== undefined) throw failure;
    },
    async leave() {
      child.stdin.end();
      await gone;
    },
  };
}

async function endedEarly(gone: Promise<unknown>, args: readonly string[]): Promise<never> {
  await gone;
  throw new Error(`${args[0]} ended before it answered.`);
}
