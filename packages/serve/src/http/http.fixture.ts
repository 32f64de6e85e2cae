/** A small server over HTTP whose calls a test directs, with requests and raw connections to it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type DependencyHealth, defineServer, toolFor } from '@patchbay/core';
import type { SelectionOptions } from '@patchbay/core/engine';
import { z } from 'zod';
import { createRuntime } from '../runtime.ts';
import type { HttpServer } from './http-server.ts';
import { startHttp } from './run.ts';

/** What a test sees of, and decides about, the server's calls. */
export interface Stage {
  /** Resolves when a call of `wait` has reached its handler. */
  readonly started: Promise<void>;
  /** Lets `wait` finish. */
  finish(): void;
  /** Resolves when the signal of a call of `wait` aborts. */
  readonly aborted: Promise<void>;
  /** How many reports of `report` the client had room for. */
  reported: number;
  /** The reports of `/readyz`; undefined makes asking fail. */
  health: readonly DependencyHealth[] | undefined;
}

/** A listening server with its stage. */
export interface Fixture extends AsyncDisposable {
  readonly stage: Stage;
  readonly server: HttpServer;
  readonly url: string;
  readonly port: number;
}

/** How to start the server. */
export interface FixtureOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly selection?: SelectionOptions;
  readonly host?: string;
  readonly allowUnauthenticated?: boolean;
}

/** Starts a small server over HTTP on a free port of this machine. */
export async function startFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const { definition, stage } = createStage();
  const runtime = await createRuntime(definition, {
    environment: options.environment ?? {},
    selection: options.selection ?? {},
    demo: false,
    transport: 'http',
    logLevel: 'silent',
  });
  const server = await startHttp(runtime, {
    host: options.host ?? '127.0.0.1',
    port: 0,
    allowUnauthenticated: options.allowUnauthenticated ?? false,
  });
  return {
    stage,
    server,
    url: server.origin,
    port: Number(new URL(server.origin).port),
    async [Symbol.asyncDispose]() {
      await server.drain(0);
      await runtime.close(100);
    },
  };
}

function createStage() {
  const started = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const stage: Stage = {
    started: started.promise,
    finish: finished.resolve,
    aborted: aborted.promise,
    reported: 0,
    health: [],
  };
  const tool = toolFor<unknown>();
  const done = z.object({ text: z.string() });
  const definition = defineServer({
    name: 'stage',
    title: 'Stage',
    version: '1.2.3',
    description: 'Does what a test of the transport needs.',
    instructions: 'Call echo.',
    config: z.object({}),
    toolsets: { core: 'What is always there.', extra: 'What is not.' },
    tools: [
      tool({
        name: 'echo',
        title: 'Echo',
        description: 'Answers with the text, doubled as often as it is told to.',
        access: 'read',
        input: z.object({ text: z.string(), times: z.number().int().default(1) }),
        output: done,
        handler: ({ text, times }) => ({ text: text.repeat(times) }),
      }),
      tool({
        name: 'wait',
        title: 'Wait',
        description: 'Answers when the test lets it.',
        access: 'read',
        toolset: 'extra',
        timeoutMs: 600_000,
        input: z.object({}),
        output: done,
        async handler(_input, { signal }) {
          signal.addEventListener('abort', () => aborted.resolve());
          started.resolve();
          await finished.promise;
          return { text: 'waited' };
        },
      }),
      tool({
        name: 'report',
        title: 'Report',
        description: 'Reports progress as often as it is told to.',
        access: 'read',
        toolset: 'extra',
        timeoutMs: 600_000,
        input: z.object({ times: z.number().int(), text: z.string() }),
        output: done,
        async handler({ times, text }, { progress, signal }) {
          signal.addEventListener('abort', () => aborted.resolve());
          for (let report = 1; report <= times && !signal.aborted; report += 1) {
            await progress(report, times, text);
            stage.reported += 1;
          }
          return { text: 'reported' };
        },
      }),
      tool({
        name: 'change',
        title: 'Change',
        description: 'Would change something.',
        access: 'update',
        input: z.object({}),
        output: done,
        handler: () => ({ text: 'changed' }),
      }),
    ],
    resources: [],
    prompts: [],
    changes: { tools: true },
    createDeps: () => ({
      ports: {},
      async health() {
        if (stage.health === undefined) throw new Error('health cannot be told');
        return stage.health;
      },
      close: async () => undefined,
    }),
  });
  return { definition, stage };
}

/** The headers and body of one request in the current protocol. */
export function rpc(method: string, params: Readonly<Record<string, unknown>> = {}) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const { name } = params;
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  };
}

/** The headers and body of a tool call. */
export function callOf(name: string, args: Readonly<Record<string, unknown>> = {}) {
  return rpc('tools/call', { name, arguments: args });
}

/** A raw connection, for what no HTTP client would send. */
export async function openSocket(port: number): Promise<Socket & { received(): string }> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return Object.assign(socket, { received: () => Buffer.concat(chunks).toString() });
}

/** Sends a request as it stands and gives back everything that comes until the server closes the connection. */
export async function rawRequest(port: number, text: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(text);
  await once(socket, 'close');
  return socket.received();
}
