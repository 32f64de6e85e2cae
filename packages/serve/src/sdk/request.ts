import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller, Era, Request } from '@patchbay/core';
import { type Bag, isBag } from '@patchbay/schemas';
import { type Received, type Rounds, requestFrom, type Sender } from '../inbound.ts';
import { bindingOf, payloadOf, type StateCodec } from './state.ts';

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

/**
 * The engine's form of a request that came through the SDK.
 *
 * @throws ProtocolFault `invalid_params` for a state that was sealed for another call.
 */
export function toRequest(inbound: Inbound): Request {
  const { mcpReq } = inbound.ctx;
  const params = isBag(inbound.params) ? inbound.params : {};
  return requestFrom({
    method: inbound.method,
    params,
    meta: isBag(mcpReq._meta) ? mcpReq._meta : {},
    id: mcpReq.id,
    caller: inbound.caller,
    sender: senderOf(inbound),
    rounds: roundsOf(inbound, params),
    link: linkTo(inbound.ctx),
  });
}

function senderOf({ ctx, mcp, transport, era }: Inbound): Sender {
  const { envelope } = ctx.mcpReq;
  return {
    era,
    transport,
    ...(isBag(envelope)
      ? { info: envelope[CLIENT_INFO_META_KEY], capabilities: envelope[CLIENT_CAPABILITIES_META_KEY] }
      : { info: mcp.server.getClientVersion(), capabilities: mcp.server.getClientCapabilities() }),
  };
}

function roundsOf({ ctx, codec, method, caller }: Inbound, params: Bag): Rounds {
  const binding = bindingOf(method, params, `${caller.tenant} ${caller.id}`);
  return {
    answers: ctx.mcpReq.inputResponses ?? {},
    state: payloadOf(ctx.mcpReq.requestState(), binding),
    seal: (payload) => codec.mint({ for: binding, payload }, ctx),
  };
}

function linkTo({ mcpReq }: ServerContext): Received['link'] {
  return {
    get aborted() {
      return mcpReq.signal.aborted;
    },
    signal: mcpReq.signal,
    notify: (method, params) => mcpReq.notify({ method, params: { ...params } }),
  };
}
