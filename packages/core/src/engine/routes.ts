import { after } from '../awaitable.ts';
import type { Next, Request, Selection } from '../call.ts';
import type { ServedResource } from '../define/resource.ts';
import { outputOf } from '../define/writes.ts';
import { bagParam, textParam } from './arguments.ts';
import { type Aim, type Chain, chain, type Route, type RouteParts, type Router } from './chain.ts';
import { ProtocolFault } from './fault.ts';
import { type Completable, complete, getPrompt, readResource, runTool } from './handlers.ts';
import { listRouters } from './lists.ts';
import { resourcesOf } from './results/resources.ts';
import { offers } from './selection.ts';
import { didYouMean } from './suggest.ts';
import { methodTarget, promptTarget, resourceTarget, toolTarget } from './targets.ts';
import { compileTemplate, isTemplate, type UriTemplate, withPlainScheme } from './uri-template.ts';
import { proseFields } from './written-by-others.ts';

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

function toolRouter(parts: RouteParts): Router {
  const chains = new Map(
    parts.server.tools.map((tool) => {
      const run: Next = (call) => after(parts.context(call), (context) => runTool(tool, call, context));
      return [tool.name, chain(parts, toolTarget(parts.server.name, tool), run)];
    }),
  );
  const names = [...chains.keys()];
  // the policy says of a hidden tool that it is hidden
  return ({ params }, { tools }) =>
    withArguments(
      params,
      'tool',
      (name) => chains.get(name),
      () => names.filter((name) => tools.has(name)),
    );
}

function promptRouter(parts: RouteParts): Router {
  const chains = new Map(
    parts.server.prompts.map((prompt) => {
      const run: Next = async (call) => getPrompt(prompt, call, await parts.context(call));
      const served = chain(parts, promptTarget(parts.server.name, prompt), run);
      return [prompt.name, { ...served, prompt }];
    }),
  );
  return ({ params }, selection) =>
    withArguments(
      params,
      'prompt',
      (name) => visible(chains.get(name), selection),
      () => [...chains.values()].flatMap(({ prompt }) => (offers(selection, prompt) ? [prompt.name] : [])),
    );
}

function visible<Found extends Chain & { readonly prompt: Parameters<typeof offers>[1] }>(
  found: Found | undefined,
  selection: Selection,
): Found | undefined {
  return found !== undefined && offers(selection, found.prompt) ? found : undefined;
}

function withArguments(
  params: Request['params'],
  kind: string,
  find: (name: string) => Chain | undefined,
  offered: () => readonly string[],
): Route {
  const name = textParam(params, 'name');
  const found = find(name);
  if (found !== undefined)
    return { target: found.target, run: found.run, input: bagParam(params, 'arguments') };
  const guess = didYouMean(name, offered());
  throw new ProtocolFault('invalid_params', `Unknown ${kind}: ${name.slice(0, 128)}.${guess}`);
}

function resourceRouter(parts: RouteParts): Router {
  const single = new Map<string, Readable>();
  const families: (Readable & Pick<UriTemplate, 'match'>)[] = [];
  const prose = proseFields(parts.server.tools.map(outputOf));
  for (const resource of resourcesOf(parts.server)) {
    const served = { ...readChain(parts, resource, prose), resource };
    if (isTemplate(resource.uri)) families.push({ ...served, match: compileTemplate(resource.uri).match });
    else single.set(resource.uri, served);
  }
  return ({ params }, selection) => {
    const uri = textParam(params, 'uri');
    const found = single.get(withPlainScheme(uri));
    if (found !== undefined && offers(selection, found.resource)) return { ...found, input: {} };
    for (const { match, resource, target, run } of families) {
      const variables = offers(selection, resource) ? match(uri) : undefined;
      if (variables !== undefined) return { target, run, input: variables };
    }
    throw new ProtocolFault('resource_not_found', `Resource not found: ${uri.slice(0, 200)}`, { uri });
  };
}

interface Readable extends Chain {
  readonly resource: ServedResource<never>;
}

function readChain(parts: RouteParts, resource: ServedResource<unknown>, prose: ReadonlySet<string>): Chain {
  const cache = { ttlMs: resource.cache.ttlMs, cacheScope: resource.cache.scope };
  return chain(parts, resourceTarget(parts.server.name, resource), async (call) => {
    const result = await readResource(resource, call, await parts.context(call), prose);
    return call.request.client.era === 'legacy' ? result : { ...result, ...cache };
  });
}

function completionRouter(parts: RouteParts): Router {
  const { prompts, resources } = parts.server;
  const completable: Completable = {
    prompt: (name, selection) =>
      completionsOf(prompts.find((prompt) => prompt.name === name && offers(selection, prompt))),
    resource: (uri, selection) =>
      completionsOf(resources.find((resource) => resource.uri === uri && offers(selection, resource))),
  };
  const run: Next = async (call) => complete(completable, call, await parts.context(call));
  const route = chain(parts, methodTarget(parts.server.name, 'completion', 'completion/complete'), run);
  return () => ({ ...route, input: undefined });
}

function completionsOf<Completions>(definition: { readonly complete?: Completions } | undefined) {
  return definition === undefined ? undefined : (definition.complete ?? {});
}
