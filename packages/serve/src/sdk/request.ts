import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller, ClientView, Era, Request } from '@patchbay/core';
import { isBag } from '@patchbay/schemas';
import { bindingOf, payloadOf, type StateCodec } from './state.ts';

// clients choose their name, and every line of the log repeats it
const maxNameLength = 100;

/** What the SDK hands over for one request. */
interface Inbound {
  readonly method: string;
  readonly params: object | undefined;
  readonly ctx: ServerContext;
  readonly mcp: McpServer;
  readonly caller: Caller;
  readonly codec: StateCodec;
  readonly transport: 'stdio' | 'http';
  readonly era: Era;
}

/** The engine's form of a request that came through the SDK. */
export async function toRequest(inbound: Inbound): Promise<Request> {
  const { ctx, method, caller } = inbound;
  const params = isBag(inbound.params) ? inbound.params : {};
  return {
    method,
    params,
    meta: isBag(ctx.mcpReq._meta) ? ctx.mcpReq._meta : {},
    id: ctx.mcpReq.id,
    caller,
    client: clientOf(inbound, bindingOf(method, params, `${caller.tenant} ${caller.id}`)),
    get aborted() {
      return ctx.mcpReq.signal.aborted;
    },
    signal: ctx.mcpReq.signal,
    async notify(name, notification) {
      await ctx.mcpReq.notify({ method: name, params: { ...notification } });
    },
  };
}

function clientOf({ ctx, mcp, codec, transport, era }: Inbound, binding: string): ClientView {
  const envelope: unknown = ctx.mcpReq.envelope;
  const info: unknown = isBag(envelope) ? envelope[CLIENT_INFO_META_KEY] : mcp.server.getClientVersion();
  const capabilities: unknown = isBag(envelope)
    ? envelope[CLIENT_CAPABILITIES_META_KEY]
    : mcp.server.getClientCapabilities();
  return {
    era,
    transport,
    ...(isBag(info) && {
      name: `${String(info['name'])} ${String(info['version'])}`.slice(0, maxNameLength),
    }),
    capabilities: isBag(capabilities) ? capabilities : {},
    answers: ctx.mcpReq.inputResponses ?? {},
    state: payloadOf(ctx.mcpReq.requestState(), binding),
    seal: (payload) => codec.mint({ for: binding, payload }, ctx),
  };
}
