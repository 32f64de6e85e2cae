import { type Awaitable, after } from '../awaitable.ts';
import type { Call, MiddlewareFor, Next, Request, Selection, Target } from '../call.ts';
import type { CallContext } from '../define/context.ts';
import type { AnyServer } from '../define/server.ts';
import { compose, type Layer } from '../pipeline.ts';
import type { Result } from '../wire.ts';
import { bagParam, textParam } from './arguments.ts';
import { ProtocolFault } from './fault.ts';
import { complete, getPrompt, readResource, runTool } from './handlers.ts';
import { didYouMean } from './suggest.ts';
import type { Surface } from './surface.ts';
import { methodTarget, promptTarget, resourceTarget, toolTarget } from './targets.ts';
import { compileTemplate, isTemplate, type UriTemplate, withPlainScheme } from './uri-template.ts';

/** The methods that list something, with the member of the surface that each answers with. */
export const listMethods = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const satisfies Record<string, keyof Surface>;

/** How long clients may keep a list; it changes only with a new release or another selection. */
export const listCache = { ttlMs: 300_000, cacheScope: 'public' } as const;

/** Where a request goes: a target, its arguments, and the chain that serves it. */
export interface Route extends Chain {
  readonly input: unknown;
}

interface Chain {
  readonly target: Target;
  readonly run: Next;
}

/** What routes are built from. */
export interface RouteParts {
  readonly server: AnyServer;
  readonly layers: Readonly<Record<Layer, MiddlewareFor>>;
  context(call: Call): Awaitable<CallContext<unknown>>;
  surface(selection: Selection): Surface;
}

/** What decides where a request goes. */
export type Aim = Pick<Request, 'method' | 'params'>;

type Router = (aim: Aim, selection: Selection) => Route;

/** Finds where requests go. */
export interface Routes {
  /** The way of a request; one that goes nowhere still passes the outer layers, so that it is logged and counted. */
  find: Router;
  /** The way of a request that certainly goes somewhere. */
  known(aim: Aim, selection: Selection): Route | undefined;
}

/** Builds the chains of all targets once. */
export function createRouter(parts: RouteParts): Routes {
  const routers: Readonly<Record<string, Router>> = {
    ...listRouters(parts),
    'tools/call': toolRouter(parts),
    'prompts/get': promptRouter(parts),
    'resources/read': resourceRouter(parts),
    'completion/complete': completionRouter(parts),
  };
  const nowhere = methodTarget(parts.server.name, 'list', '_OTHER');
  const refusal = chain(parts, nowhere, (call) => Promise.reject(call.input));
  const find: Router = (request, selection) => {
    const router = Object.hasOwn(routers, request.method) ? routers[request.method] : undefined;
    if (router !== undefined) return router(request, selection);
    throw new ProtocolFault('method_not_found', `Method not found: ${request.method.slice(0, 64)}`);
  };
  return {
    find(request, selection) {
      try {
        return find(request, selection);
      } catch (fault) {
        return { ...refusal, input: fault };
      }
    },
    known(request, selection) {
      try {
        return find(request, selection);
      } catch {
        return undefined;
      }
    },
  };
}

function chain(parts: RouteParts, target: Target, handler: Next): Chain {
  const appended = (parts.server.middleware ?? []).map(
    (middleware): MiddlewareFor =>
      () =>
        middleware,
  );
  return { target, run: compose(target, parts.layers, handler, appended) };
}

function toolRouter(parts: RouteParts): Router {
  const chains = new Map(
    parts.server.tools.map((tool) => {
      const run: Next = (call) => after(parts.context(call), (context) => runTool(tool, call, context));
      return [tool.name, chain(parts, toolTarget(parts.server.name, tool), run)];
    }),
  );
  return ({ params }, selection) =>
    withArguments(chains, params, 'tool', (name) => selection.tools.has(name));
}

function promptRouter(parts: RouteParts): Router {
  const chains = new Map(
    parts.server.prompts.map((prompt) => {
      const run: Next = async (call) => getPrompt(prompt, call, await parts.context(call));
      return [prompt.name, chain(parts, promptTarget(parts.server.name, prompt), run)];
    }),
  );
  return ({ params }) => withArguments(chains, params, 'prompt', () => true);
}

function withArguments(
  chains: ReadonlyMap<string, Chain>,
  params: Request['params'],
  kind: string,
  isOffered: (name: string) => boolean,
): Route {
  const name = textParam(params, 'name');
  const found = chains.get(name);
  if (found !== undefined) return { ...found, input: bagParam(params, 'arguments') };
  const guess = didYouMean(name, [...chains.keys()].filter(isOffered));
  throw new ProtocolFault('invalid_params', `Unknown ${kind}: ${name.slice(0, 128)}.${guess}`);
}

function resourceRouter(parts: RouteParts): Router {
  const single = new Map<string, Chain>();
  const families: (Chain & Pick<UriTemplate, 'match'>)[] = [];
  for (const resource of parts.server.resources) {
    const cache = { ttlMs: resource.cache.ttlMs, cacheScope: resource.cache.scope };
    const served = chain(parts, resourceTarget(parts.server.name, resource), async (call) => {
      const result = await readResource(resource, call, await parts.context(call));
      return call.request.client.era === 'legacy' ? result : { ...result, ...cache };
    });
    if (isTemplate(resource.uri)) families.push({ ...served, match: compileTemplate(resource.uri).match });
    else single.set(resource.uri, served);
  }
  return ({ params }) => {
    const uri = textParam(params, 'uri');
    const found = single.get(withPlainScheme(uri));
    if (found !== undefined) return { ...found, input: {} };
    for (const { match, target, run } of families) {
      const variables = match(uri);
      if (variables !== undefined) return { target, run, input: variables };
    }
    throw new ProtocolFault('resource_not_found', `Resource not found: ${uri.slice(0, 200)}`, { uri });
  };
}

function completionRouter(parts: RouteParts): Router {
  const { prompts, resources } = parts.server;
  const completable = {
    prompt: (name: string) => completionsOf(prompts.find((prompt) => prompt.name === name)),
    resource: (uri: string) => completionsOf(resources.find((resource) => resource.uri === uri)),
  };
  const run: Next = async (call) => complete(completable, call, await parts.context(call));
  const route = chain(parts, methodTarget(parts.server.name, 'completion', 'completion/complete'), run);
  return () => ({ ...route, input: undefined });
}

function completionsOf<Completions>(definition: { readonly complete?: Completions } | undefined) {
  return definition === undefined ? undefined : (definition.complete ?? {});
}

function listRouters(parts: RouteParts): Record<string, Router> {
  const routers = Object.entries(listMethods).map(([method, member]): [string, Router] => {
    const run: Next = (call) => listResult(call, member, parts.surface(call.selection)[member]);
    const route = chain(parts, methodTarget(parts.server.name, 'list', method), run);
    return [method, () => ({ ...route, input: undefined })];
  });
  return Object.fromEntries(routers);
}

function listResult(call: Call, member: string, items: readonly unknown[]): Result {
  const { params, client } = call.request;
  if (params['cursor'] !== undefined)
    throw new ProtocolFault('invalid_params', 'Invalid cursor: the list has one page');
  return client.era === 'legacy' ? { [member]: items } : { [member]: items, ...listCache };
}
