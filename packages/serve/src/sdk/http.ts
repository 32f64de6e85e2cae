import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  type AuthInfo,
  CLIENT_CAPABILITIES_META_KEY,
  createMcpHandler,
  type McpRequestContext,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';
import type { Caller, Selection } from '@patchbay/core';
import type { Engine } from '@patchbay/core/engine';
import { isBag } from '@patchbay/schemas';
import { type AnswerForm, acceptAll } from '../answer-form.ts';
import { publish } from './announce.ts';
import { createFactory } from './factory.ts';
import { reformed } from './reform.ts';

/** Whom and what one HTTP request is served for, decided before the SDK sees it. */
export interface HttpIdentity {
  readonly caller: Caller;
  readonly selection: Selection;
}

/** What a client sent, and how it takes the answer. */
export interface ReadBody {
  /** The body as it came. */
  readonly body: Buffer;
  /** The value that the body is the JSON of; undefined when it is of none. */
  readonly message: unknown;
  readonly form: AnswerForm;
}

/** The SDK's serving of `/mcp`. */
export interface SdkHttp {
  /** Serves one request whose body has been read already; the SDK judges whether it is well formed. */
  serve(req: IncomingMessage, res: ServerResponse, identity: HttpIdentity, read: ReadBody): Promise<void>;
  /** The result of `server/discover`, which is the same for every caller. */
  discover(identity: HttpIdentity): Promise<object>;
  /** Ends open streams; in-flight calls are cut, so drain first. */
  close(): Promise<void>;
}

/** What the HTTP adapter takes. */
export interface SdkHttpOptions {
  readonly engine: Engine;
  readonly stateKey?: string | undefined;
  /** Largest request body; the edge has refused larger ones before. */
  readonly maxBodyBytes: number;
  onError(error: Error): void;
}

const identityKey = 'patchbay/identity';

/** Builds the Streamable HTTP side on `createMcpHandler`, for clients of both eras, without sessions. */
export function createSdkHttp({ engine, stateKey, maxBodyBytes, onError }: SdkHttpOptions): SdkHttp {
  const factory = createFactory({
    engine,
    transport: 'http',
    stateKey,
    callerOf: (context) => identityOf(context).caller,
    selectionOf: (context) => identityOf(context).selection,
  });
  const limits = { onerror: onError, maxRequestBodySize: maxBodyBytes };
  const tenants = new Map<string, TenantHandler>();
  const handlerOf = ({ caller: { tenant } }: Pick<HttpIdentity, 'caller'>): TenantHandler => {
    const known = tenants.get(tenant);
    if (known !== undefined) return known;
    const handler = createMcpHandler(factory, limits);
    tenants.set(tenant, handler);
    return handler;
  };
  const stop = engine.onAnnouncement((change, { tenant }) => {
    const listening = tenants.get(tenant);
    if (listening !== undefined) publish(listening.notify, change);
  });
  return {
    async serve(req, res, identity, { body, message, form }) {
      const handler = handlerOf(identity);
      // a subscription has no form but a stream
      const own = isBag(message) && message['method'] === 'subscriptions/listen' ? 'either' : form;
      const answer: typeof handler.fetch = async (...request) =>
        reformed(await handler.fetch(...request), own);
      await toNodeHandler({ fetch: answer }, limits)(requestOf(req, identity, body), res, message);
    },
    async discover(identity) {
      const handler = handlerOf(identity);
      const request = new Request('http://localhost/mcp', { method: 'POST', ...discovery });
      const response = await handler.fetch(request, { authInfo: authOf(identity) });
      const reply: unknown = await response.json();
      if (isBag(reply) && isBag(reply['result'])) return reply['result'];
      throw new Error('The SDK did not answer server/discover');
    },
    async close() {
      stop();
      await Promise.all([...tenants.values()].map((handler) => handler.close()));
    },
  };
}

/** What serves one tenant: of its own, so that its streams tell nobody that another tenant changed something. */
type TenantHandler = ReturnType<typeof createMcpHandler>;

const version = '2026-07-28';
const discovery = {
  headers: {
    'content-type': 'application/json',
    'mcp-protocol-version': version,
    'mcp-method': 'server/discover',
  },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 0,
    method: 'server/discover',
    params: { _meta: { [PROTOCOL_VERSION_META_KEY]: version, [CLIENT_CAPABILITIES_META_KEY]: {} } },
  }),
};

function requestOf(req: IncomingMessage, identity: HttpIdentity, body: Buffer) {
  return {
    method: req.method ?? 'GET',
    url: req.url ?? '/',
    headers: { ...req.headers, ...acceptAll },
    auth: authOf(identity),
    async *[Symbol.asyncIterator]() {
      if (body.length > 0) yield body;
    },
  };
}

function authOf(identity: HttpIdentity): AuthInfo {
  const { caller } = identity;
  return { token: '', clientId: caller.id, scopes: [...caller.scopes], extra: { [identityKey]: identity } };
}

function identityOf(context: McpRequestContext): HttpIdentity {
  const identity = context.authInfo?.extra?.[identityKey];
  if (isIdentity(identity)) return identity;
  throw new Error('A request reached the SDK without passing the HTTP edge');
}

function isIdentity(value: unknown): value is HttpIdentity {
  return isBag(value) && 'caller' in value && 'selection' in value;
}
