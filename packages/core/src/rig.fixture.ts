import { createLogger } from '@patchbay/observability';
import { memoryLog } from '@patchbay/observability/testing';
import { z } from 'zod';
import type { Request } from './call.ts';
import { localCaller } from './caller.ts';
import type { ClientView } from './define/context.ts';
import { type AnyServer, defineServer, type ServerDeps } from './define/server.ts';
import { type AnyTool, toolFor } from './define/tool.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { resolveSelection, type SelectionOptions } from './engine/selection.ts';
import { createLayers, type LayerOptions } from './layers.ts';
import type { Result } from './wire.ts';

const tool = toolFor<unknown>();

/** A tool that answers with nothing of interest, to be varied by the test at hand. */
export const plainTool: AnyTool<unknown> = tool({
  name: 'get_thing',
  title: 'Get thing',
  description: 'Fetch one thing.',
  access: 'read',
  input: z.object({}),
  output: z.object({ ok: z.boolean() }),
  handler: () => ({ ok: true }),
});

/** A server of the given parts. */
export function serverOf(parts: Partial<AnyServer> = {}): AnyServer {
  return defineServer({
    name: 'rig',
    title: 'Rig',
    version: '0.0.0',
    description: 'A server for tests.',
    instructions: 'None.',
    config: z.object({}),
    toolsets: { core: 'All there is.' },
    tools: [plainTool],
    resources: [],
    prompts: [],
    createDeps: () => noDeps,
    ...parts,
  });
}

const noDeps: ServerDeps = { ports: {}, health: async () => [], close: async () => {} };

/** What a test may vary about one request. */
export interface RequestOptions {
  readonly client?: Partial<ClientView>;
  readonly caller?: Partial<Request['caller']>;
  readonly meta?: Request['meta'];
  readonly signal?: AbortSignal;
  readonly notify?: Request['notify'];
  readonly selection?: SelectionOptions;
}

/** An engine with its whole pipeline, called without a transport. */
export interface Rig {
  readonly engine: Engine;
  request(method: string, params?: Record<string, unknown>, options?: RequestOptions): Promise<Result>;
  call(name: string, args?: unknown, options?: RequestOptions): Promise<Result>;
  /** The log lines so far. */
  lines(): Record<string, unknown>[];
}

/** Builds an engine around a server of the given parts. */
export function rig(
  parts: Partial<AnyServer> = {},
  layers: LayerOptions = {},
  deps: ServerDeps = noDeps,
  synthetic?: string,
): Rig {
  const server = serverOf(parts);
  const sink = memoryLog();
  const log = createLogger({ level: 'info', name: 'rig', version: '0', destination: sink.destination });
  const engine = createEngine(server, { deps, log, layers: createLayers(layers), synthetic });
  const request: Rig['request'] = (method, params = {}, options = {}) => {
    const { signal = new AbortController().signal } = options;
    return engine.handle(
      {
        method,
        params,
        meta: options.meta ?? {},
        id: 1,
        caller: { ...localCaller(server), ...options.caller },
        client: {
          era: 'modern',
          transport: 'http',
          capabilities: {},
          answers: {},
          state: undefined,
          seal: async () => 'sealed',
          ...options.client,
        },
        get aborted() {
          return signal.aborted;
        },
        signal,
        notify: options.notify ?? (async () => {}),
      },
      resolveSelection(server, options.selection ?? {}),
    );
  };
  return {
    engine,
    request,
    call: (name, args = {}, options = {}) => request('tools/call', { name, arguments: args }, options),
    lines: sink.lines,
  };
}

/** The text of a tool's answer. */
export function textOf(result: Result): string {
  const content = result['content'];
  return Array.isArray(content)
    ? content.map((block: unknown) => String(Reflect.get(Object(block), 'text'))).join('\n')
    : '';
}

/** The machine-readable error of a tool's answer. */
export function errorOf(result: Result): Record<string, unknown> {
  const error: unknown = Reflect.get(Object(result['_meta']), 'patchbay/error');
  return { ...Object(error) };
}
