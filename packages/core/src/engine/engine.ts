import { type Logger, parseTraceparent } from '@patchbay/observability';
import { LRUCache } from 'lru-cache';
import { type Awaitable, after } from '../awaitable.ts';
import type { Call, MiddlewareFor, Request, Selection } from '../call.ts';
import type { Announcement, Caller } from '../define/context.ts';
import type { ResultRepository } from '../define/results.ts';
import type { AnyServer, ServerDeps } from '../define/server.ts';
import { instructionsOf } from '../define/writes.ts';
import type { Layer } from '../pipeline.ts';
import type { Result } from '../wire.ts';
import { announcements } from './announcements.ts';
import type { Aim, Route } from './chain.ts';
import { contextOf } from './context.ts';
import { newCorrelationId } from './correlation-id.ts';
import { listMethods } from './lists.ts';
import { opened } from './opened.ts';
import { createResults } from './results/repository.ts';
import { createRouter } from './routes.ts';
import { type Surface, surfaceOf } from './surface.ts';
import { syntheticResult } from './synthetic.ts';

/** What an engine is made of besides the server's definition. */
export interface EngineOptions {
  /** The ports; awaited by the first call that needs them, so that a handshake never waits for a database. */
  readonly deps: ServerDeps | Promise<ServerDeps>;
  readonly log: Logger;
  readonly layers: Readonly<Record<Layer, MiddlewareFor>>;
  /** What instructions and results say where the data is invented. */
  readonly synthetic?: string | undefined;
}

/** Serves MCP requests for one server, whatever transport they came by. */
export interface Engine {
  readonly server: AnyServer;
  /** What the server tells models about itself. */
  readonly instructions: string;
  /** The methods it serves, for adapters that register each. */
  readonly methods: readonly string[];
  /**
   * Serves one request.
   *
   * @throws ProtocolFault for everything that the protocol answers with an error instead of a result.
   */
  handle(request: Request, selection: Selection): Promise<Result>;
  /** Where a request goes, or undefined when it goes nowhere: then `handle` says why. */
  route(aim: Aim, selection: Selection): Route | undefined;
  /** Serves a request on the way that `route` found. */
  run(route: Route, request: Request, selection: Selection): Awaitable<Result>;
  surface(selection: Selection): Surface;
  /** Calls the listener at every change that a call has announced, with its caller; returns a function that stops it. */
  onAnnouncement(listener: (announcement: Announcement, by: Caller) => void): () => void;
}

/** Builds the engine: chains are composed once, so a bad definition fails here. */
export function createEngine(server: AnyServer, { deps, log, layers, synthetic }: EngineOptions): Engine {
  const listeners = new Set<(announcement: Announcement, by: Caller) => void>();
  const surface = rememberSurfaces(server);
  const ready = opened(deps);
  const results = server.results === true ? createResults(server.name, ready) : undefined;
  const callOf = callFactory(log, results);
  const context = (call: Call) => after(ready(), (own) => contextOf<unknown>(call, own.ports));
  const routes = createRouter({ server, layers, context, surface });
  const run: Engine['run'] = (route, request, selection) => {
    const call = callOf(request, selection, route);
    return after(route.run(call), (result) => {
      for (const change of announcements(server, call, result)) {
        for (const listener of listeners) listener(change, request.caller);
      }
      return synthetic === undefined ? result : syntheticResult(result, synthetic);
    });
  };

  return {
    server,
    instructions: instructionsOf(server, synthetic),
    methods: [
      ...Object.keys(listMethods),
      'tools/call',
      'resources/read',
      'prompts/get',
      'completion/complete',
    ],
    surface,
    async handle(request, selection) {
      return run(routes.find(request, selection), request, selection);
    },
    route: routes.known,
    run,
    onAnnouncement(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Callers choose their selection, so the cache is bounded: there are as many as there are subsets of tools. */
const maxSurfaces = 64;

function rememberSurfaces(server: AnyServer): (selection: Selection) => Surface {
  const surfaces = new LRUCache<string, Surface>({ max: maxSurfaces });
  return (selection) => {
    const surface = surfaces.get(selection.key) ?? surfaceOf(server, selection);
    surfaces.set(selection.key, surface);
    return surface;
  };
}

/** Before the pipeline says otherwise. */
const usualBudget = 8000;

function callFactory(log: Logger, results: ResultRepository | undefined) {
  return (request: Request, selection: Selection, { target, input }: Route): Call => ({
    request,
    selection,
    target,
    input,
    write: undefined,
    effect: undefined,
    results,
    budget: usualBudget,
    announced: [],
    reached: 0,
    ending: request,
    correlationId: parseTraceparent(request.meta['traceparent'])?.traceId ?? newCorrelationId(),
    log,
    notes: {},
    error: undefined,
  });
}
