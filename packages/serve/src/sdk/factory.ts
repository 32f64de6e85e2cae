import { randomBytes } from 'node:crypto';
import {
  createRequestStateCodec,
  type McpRequestContext,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller, Selection } from '@patchbay/core';
import { type Engine, listCache } from '@patchbay/core/engine';
import { serverIdentity } from '../identity.ts';
import { announce } from './announce.ts';
import { toProtocolError } from './errors.ts';
import { registerHeaderMirrors } from './header-mirrors.ts';
import { toRequest } from './request.ts';
import { type StateCodec, verifyState } from './state.ts';

/** What an adapter adds to the engine: who calls, and what that connection sees. */
export interface FactoryOptions {
  readonly engine: Engine;
  readonly transport: 'stdio' | 'http';
  callerOf(context: McpRequestContext): Caller;
  selectionOf(context: McpRequestContext): Selection;
  /** Secret for sealed request state, 32 bytes or more, shared by all instances; random for one process. */
  readonly stateKey?: string | undefined;
}

/** The SDK builds a server per HTTP request and per stdio connection; this is how. */
export function createFactory(options: FactoryOptions): (context: McpRequestContext) => McpServer {
  const { engine } = options;
  const codec: StateCodec = createRequestStateCodec({ key: options.stateKey ?? randomBytes(32) });
  const { changes } = engine.server;
  const { instructions } = engine;
  const identity = serverIdentity(engine.server);

  return (context) => {
    const mcp = new McpServer(identity, {
      instructions,
      cacheHints: { 'server/discover': listCache },
      requestState: { verify: (state, ctx) => verifyState(codec, state, ctx) },
    });
    const selection = options.selectionOf(context);
    const caller = options.callerOf(context);
    const pushes = context.era === 'modern' || context.requestInfo === undefined;
    if (options.transport === 'http') registerHeaderMirrors(mcp, engine.surface(selection));
    mcp.server.registerCapabilities({
      tools: { listChanged: pushes && changes?.tools === true },
      prompts: { listChanged: pushes && changes?.prompts === true },
      resources: {
        listChanged: pushes && changes?.resources === true,
        subscribe: pushes && changes?.resources === true,
      },
      completions: {},
    });
    const serve = async (method: string, params: object | undefined, ctx: ServerContext) => {
      try {
        const request = toRequest({
          method,
          params,
          ctx,
          mcp,
          caller,
          codec,
          transport: options.transport,
          era: context.era,
        });
        return await engine.handle(request, selection);
      } catch (error) {
        throw toProtocolError(error);
      }
    };
    for (const method of engine.methods) registerMethod(mcp, method, serve);
    if (changes !== undefined) announce(mcp, engine, context);
    return mcp;
  };
}

type Serve = (
  method: string,
  params: object | undefined,
  ctx: ServerContext,
) => Promise<{ [key: string]: unknown }>;

function registerMethod(mcp: McpServer, method: string, serve: Serve): void {
  // the SDK types each spec method's result; ours is checked against the same schemas at run time
  const register = mcp.server.setRequestHandler.bind(mcp.server) as (
    method: string,
    handler: (request: { params?: object }, ctx: ServerContext) => Promise<{ [key: string]: unknown }>,
  ) => void;
  register(method, (request, ctx) => serve(method, request.params, ctx));
}
