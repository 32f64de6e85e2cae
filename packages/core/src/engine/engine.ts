import { randomBytes } from 'node:crypto';
import type { Logger } from '@patchbay/observability';
import type { Call, Change, MiddlewareFor, Next, Request, Selection, Target } from '../call.ts';
import type { AnyServer, ServerDeps } from '../define/server.ts';
import { compose, type Layer } from '../pipeline.ts';
import type { Result } from '../wire.ts';
import { bagParam, textParam } from './arguments.ts';
import { contextOf } from './context.ts';
import { ProtocolFault } from './fault.ts';
import { complete, getPrompt, readResource, runTool } from './handlers.ts';
import { didYouMean } from './suggest.ts';
import { type Surface, surfaceOf } from './surface.ts';
import { methodTarget, promptTarget, resourceTarget, toolTarget } from './targets.ts';
import { compileTemplate, isTemplate } from './uri-template.ts';

/** The methods that list something, with the member of the surface that each answers with. */
export const listMethods = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const satisfies Record<string, keyof Surface>;

/** How long clients may keep a list; it changes only with a new release or another selection. */
export const listCache = { ttlMs: 300_000, cacheScope: 'public' } as const;

/** What an engine is made of besides the server's definition. */
export interface EngineOptions {
  /** The ports; awaited by the first call that needs them, so that a handshake never waits for a database. */
  readonly deps: ServerDeps | Promise<ServerDeps>;
  readonly log: Logger;
  readonly layers: Readonly<Record<Layer, MiddlewareFor>>;
}

/** Serves MCP requests for one server, whatever transport they came by. */
export interface Engine {
  readonly server: AnyServer;
  /** The methods it serves, for adapters that register each. */
  readonly methods: readonly string[];
  /**
   * Serves one request.
   *
   * @throws ProtocolFault for everything that the protocol answers with an error instead of a result.
   */
  handle(request: Request, selection: Selection): Promise<Result>;
  surface(selection: Selection): Surface;
  /** Calls the listener at every change that a handler announces; returns a function that stops it. */
  onChange(listener: (change: Change) => void): () => void;
  /** Resolves when no request is in flight, or at the deadline; says how many were left. */
  idle(deadlineMs: number): Promise<number>;
}

/** Builds the engine: chains are composed and schemas converted once, so a bad definition fails here. */
export function createEngine(server: AnyServer, options: EngineOptions): Engine {
  const listeners = new Set<(change: Change) => void>();
  const changed = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const routes = createRoutes(server, options, changed);
  const surfaces = new Map<string, Surface>();
  const flight = createFlight();

  const surface = (selection: Selection): Surface => {
    const known = surfaces.get(selection.key) ?? surfaceOf(server, selection);
    surfaces.set(selection.key, known);
    return known;
  };

  return {
    server,
    methods: [
      ...Object.keys(listMethods),
      'tools/call',
      'resources/read',
      'prompts/get',
      'completion/complete',
    ],
    surface,
    async handle(request, selection) {
      const route = routes.find(request, selection, surface);
      const done = flight.enter();
      try {
        return await route.run(callOf(request, selection, route.target, route.input, options.log));
      } finally {
        done();
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: flight.idle,
  };
}

function callOf(request: Request, selection: Selection, target: Target, input: unknown, log: Logger): Call {
  return {
    request,
    selection,
    target,
    input,
    signal: request.signal,
    correlationId: randomBytes(8).toString('hex'),
    log,
    notes: {},
    error: undefined,
  };
}

interface Route {
  readonly target: Target;
  readonly input: unknown;
  readonly run: Next;
}

interface Chain {
  readonly target: Target;
  readonly run: Next;
}

function createRoutes(server: AnyServer, options: EngineOptions, changed: (change: Change) => void) {
  const appended = (server.middleware ?? []).map(
    (middleware): MiddlewareFor =>
      () =>
        middleware,
  );
  const chain = (target: Target, handler: Next): Chain => ({
    target,
    run: compose(target, options.layers, handler, appended),
  });
  const context = async (call: Call) => contextOf<unknown>(call, await options.deps, changed);

  const tools = new Map(
    server.tools.map((tool) => [
      tool.name,
      chain(toolTarget(server.name, tool), async (call) => runTool(tool, call, await context(call))),
    ]),
  );
  const prompts = new Map(
    server.prompts.map((prompt) => [
      prompt.name,
      chain(promptTarget(server.name, prompt), async (call) => getPrompt(prompt, call, await context(call))),
    ]),
  );
  const resources = server.resources.map((resource) => ({
    resource,
    template: isTemplate(resource.uri) ? compileTemplate(resource.uri) : undefined,
    chain: chain(resourceTarget(server.name, resource), async (call) => {
      const result = await readResource(resource, call, await context(call));
      if (call.request.client.era === 'legacy') return result;
      return { ...result, ttlMs: resource.cache.ttlMs, cacheScope: resource.cache.scope };
    }),
  }));
  const completable = {
    prompt: (name: string) => named(server.prompts, name)?.complete ?? (prompts.has(name) ? {} : undefined),
    resource: (uri: string) => {
      const found = server.resources.find((candidate) => candidate.uri === uri);
      return found === undefined ? undefined : (found.complete ?? {});
    },
  };
  const completion = chain(methodTarget(server.name, 'completion', 'completion/complete'), async (call) =>
    complete(completable, call, await context(call)),
  );
  const lists = new Map(
    Object.keys(listMethods).map((method) => [
      method,
      chain(methodTarget(server.name, 'list', method), (call) => Promise.resolve(listResult(call))),
    ]),
  );

  return {
    find(request: Request, selection: Selection, surface: (selection: Selection) => Surface): Route {
      const { method, params } = request;
      const list = lists.get(method);
      if (list !== undefined) return { ...list, input: surface(selection) };
      if (method === 'tools/call') return withArguments(tools, params, 'tool');
      if (method === 'prompts/get') return withArguments(prompts, params, 'prompt');
      if (method === 'completion/complete') return { ...completion, input: undefined };
      if (method === 'resources/read') {
        const uri = textParam(params, 'uri');
        for (const { resource, template, chain: found } of resources) {
          const variables =
            template === undefined ? (resource.uri === uri ? {} : undefined) : template.match(uri);
          if (variables !== undefined) return { ...found, input: variables };
        }
        throw new ProtocolFault('resource_not_found', `Resource not found: ${uri.slice(0, 200)}`, { uri });
      }
      throw new ProtocolFault('method_not_found', `Method not found: ${method}`);
    },
  };
}

function withArguments(chains: ReadonlyMap<string, Chain>, params: Request['params'], kind: string): Route {
  const name = textParam(params, 'name');
  const found = chains.get(name);
  if (found !== undefined) return { ...found, input: bagParam(params, 'arguments') };
  throw new ProtocolFault(
    'invalid_params',
    `Unknown ${kind}: ${name.slice(0, 128)}.${didYouMean(name, [...chains.keys()])}`,
  );
}

function named<Item extends { readonly name: string }>(
  items: readonly Item[],
  name: string,
): Item | undefined {
  return items.find((item) => item.name === name);
}

function listResult(call: Call): Result {
  const { method, params, client } = call.request;
  if (params['cursor'] !== undefined)
    throw new ProtocolFault('invalid_params', 'Invalid cursor: the list has one page');
  const member = Object.entries(listMethods).find(([name]) => name === method)?.[1] ?? 'tools';
  const items: unknown =
    typeof call.input === 'object' && call.input !== null ? Reflect.get(call.input, member) : [];
  return client.era === 'legacy' ? { [member]: items } : { [member]: items, ...listCache };
}

function createFlight() {
  let count = 0;
  let wake: (() => void) | undefined;
  return {
    enter() {
      count += 1;
      return () => {
        count -= 1;
        if (count === 0) wake?.();
      };
    },
    async idle(deadlineMs: number): Promise<number> {
      if (count === 0) return 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadlineMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return count;
    },
  };
}
