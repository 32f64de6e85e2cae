import { z } from 'zod';
import type { Call, Next, Selection } from '../call.ts';
import { requirePorts } from '../define/needs.ts';
import type { ServedResource } from '../define/resource.ts';
import type { Result } from '../wire.ts';
import { type Chain, chain, type RouteParts, type Router } from './chain.ts';
import { ProtocolFault } from './fault.ts';
import { offers } from './selection.ts';
import { listedMember, type Surface } from './surface.ts';
import { methodTarget, resourceTarget } from './targets.ts';

/** The methods that list something, with the member of the surface that each answers with. */
export const listMethods = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const satisfies Record<string, keyof Surface>;

/** How long clients may keep a list; it changes only with a new release or another selection. */
export const listCache = { ttlMs: 300_000, cacheScope: 'public' } as const;

/** The routers of all methods that list something. */
export function listRouters(parts: RouteParts): Record<string, Router> {
  const routers = Object.entries(listMethods).map(([method, member]): [string, Router] => {
    const run: Next = (call) => fixedPage(call, member, parts.surface(call.selection)[member]);
    const route = { ...chain(parts, methodTarget(parts.server.name, 'list', method), run), input: undefined };
    return [method, ({ params }) => (params['cursor'] === undefined ? route : wrongCursor())];
  });
  return { ...Object.fromEntries(routers), 'resources/list': resourceLists(parts) };
}

function fixedPage(call: Call, member: string, items: readonly unknown[]): Result {
  return call.request.client.era === 'legacy' ? { [member]: items } : { [member]: items, ...listCache };
}

/** What everybody sees is the first page; then come the lists that functions make, one after the other. */
function resourceLists(parts: RouteParts): Router {
  const lists = parts.server.resources.filter((resource) => resource.list !== undefined);
  const nextAfter = (selection: Selection, name?: string) => {
    const offered = lists.filter((resource) => offers(selection, resource));
    const next = offered[offered.findIndex((resource) => resource.name === name) + 1];
    return next === undefined ? {} : { nextCursor: cursorOf([next.name]) };
  };
  const first = chain(parts, methodTarget(parts.server.name, 'list', 'resources/list'), (call) => ({
    ...fixedPage(call, 'resources', parts.surface(call.selection).resources),
    ...nextAfter(call.selection),
  }));
  const chains = new Map(lists.map((resource) => [resource.name, memberChain(parts, resource, nextAfter)]));
  const offeredChain = (name: string, selection: Selection) =>
    lists.some((resource) => resource.name === name && offers(selection, resource))
      ? chains.get(name)
      : undefined;
  return ({ params }, selection) => {
    const { cursor } = params;
    if (cursor === undefined) return { ...first, input: undefined };
    const [name, own] = place(cursor);
    const found = offeredChain(name, selection);
    return found === undefined ? wrongCursor() : { ...found, input: own };
  };
}

/** A page that a function makes goes through the pipeline as a reading does: scopes, limits and deadline are the same. */
function memberChain(
  parts: RouteParts,
  resource: ServedResource<unknown>,
  nextAfter: (selection: Selection, name: string) => object,
): Chain {
  const { name, cache } = resource;
  return chain(parts, resourceTarget(parts.server.name, resource), async (call) => {
    const context = await parts.context(call);
    requirePorts(resource, context.deps);
    const cursor = typeof call.input === 'string' ? call.input : undefined;
    const page = await resource.list?.(context, cursor);
    return {
      resources: page?.items.map((member) => listedMember(resource, member)) ?? [],
      ...(page?.next_cursor === undefined
        ? nextAfter(call.selection, name)
        : { nextCursor: cursorOf([name, page.next_cursor]) }),
      ...(call.request.client.era === 'modern' && { ttlMs: cache.ttlMs, cacheScope: 'private' }),
    };
  });
}

/** The list that a cursor goes on in, by its resource's name, and the place in it; absent at its beginning. */
const cursorSchema = z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]);
const longestCursor = 4096;

function cursorOf(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function place(cursor: unknown): z.output<typeof cursorSchema> {
  if (typeof cursor !== 'string' || cursor.length > longestCursor) return wrongCursor();
  const parsed = cursorSchema.safeParse(parse(Buffer.from(cursor, 'base64url').toString()));
  return parsed.success && cursorOf(parsed.data) === cursor ? parsed.data : wrongCursor();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrongCursor(): never {
  throw new ProtocolFault('invalid_params', 'Invalid cursor: list again from the beginning');
}
