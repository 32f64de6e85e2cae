import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@patchbay/observability';
import type { Caller, Selection } from '../../call.ts';
import type { ServerDeps } from '../../define/server.ts';
import type { Engine } from '../../engine/engine.ts';
import { ToolError } from '../../errors.ts';
import { createSdkHttp, type SdkHttp } from '../../sdk/http.ts';
import { createFlight, type Flight } from '../flight.ts';
import { readBody } from './body.ts';
import { createFastLane, type FastLane } from './fast/lane.ts';
import { createGuard, type GuardOptions } from './guards.ts';
import { replyHealth, replyReadiness } from './probes.ts';
import { refuse, replyText } from './reply.ts';
import { createSelector } from './selection-params.ts';

/** What HTTP serving takes. */
export interface HttpOptions {
  readonly engine: Engine;
  readonly deps: Promise<ServerDeps>;
  readonly log: Logger;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly guard: GuardOptions;
  readonly caller: Caller;
  readonly selection: Selection;
  readonly maxBodyBytes: number;
  readonly stateKey?: string | undefined;
  /** Whether requests that are certain to be valid bypass the SDK; true unless said otherwise. */
  readonly fastLane?: boolean;
  /** The metrics page, in Prometheus text. */
  readonly metrics?: () => { readonly contentType: string; readonly text: string };
  /** Hears of every request refused before the protocol. */
  onRefusal?(reason: string): void;
}

/** A listening server. */
export interface HttpServer {
  /** `http://host:port`, with the port that was really taken. */
  readonly origin: string;
  /** Refuses new calls, lets those in flight finish until the deadline, then closes; resolves to how many were cut. */
  drain(deadlineMs: number): Promise<number>;
}

const keepAliveMs = 72_000;
const headersMs = 15_000;
const requestMs = 60_000;

/** Serves `/mcp` over Streamable HTTP, with `/healthz`, `/readyz` and `/metrics` beside it. */
export async function listen(options: HttpOptions): Promise<HttpServer> {
  let draining = false;
  const sdk = createSdkHttp({
    engine: options.engine,
    stateKey: options.stateKey,
    maxBodyBytes: options.maxBodyBytes,
    onError: (error) => options.log.debug({ err: error }, 'request refused by the protocol layer'),
  });
  const exchanges = createFlight();
  const lane = options.fastLane === false ? undefined : await openLane(options, sdk);
  const handle = createHandler(options, { sdk, lane, exchanges, isDraining: () => draining });
  const server = createServer(
    { keepAliveTimeout: keepAliveMs, headersTimeout: headersMs, requestTimeout: requestMs },
    (req, res) => {
      handle(req, res).catch((error: unknown) => {
        options.log.error({ err: error }, 'request failed');
        refuse(res, 500, 'Internal error');
      });
    },
  );
  await listening(server, options.host, options.port);

  return {
    origin: originOf(server, options.host),
    async drain(deadlineMs) {
      draining = true;
      // Node's close destroys sockets whose answer is written but not yet sent, so it has to come last; until then
      // new requests are told to go elsewhere, and probes that the server is draining
      const left = await exchanges.idle(deadlineMs);
      await sdk.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (left > 0) server.closeAllConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 250).unref())]);
      server.closeAllConnections();
      return left;
    },
  };
}

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

async function openLane(options: HttpOptions, sdk: SdkHttp): Promise<FastLane> {
  const { engine, caller, selection, log } = options;
  const discovered = await sdk.discover({ caller, selection });
  return createFastLane({
    engine,
    discovery: () => discovered,
    onError: (error) => log.error({ err: error }, 'request failed'),
  });
}

interface HandlerParts {
  readonly sdk: SdkHttp;
  readonly lane: FastLane | undefined;
  readonly exchanges: Flight;
  isDraining(): boolean;
}

function createHandler(options: HttpOptions, { sdk, lane, exchanges, isDraining }: HandlerParts): Handler {
  const { engine, deps, caller } = options;
  const guard = createGuard(options.guard);
  const select = createSelector(engine.server, options.selection);
  const reject = (
    res: ServerResponse,
    status: number,
    reason: string,
    message: string,
    headers?: Record<string, string>,
  ) => {
    options.onRefusal?.(reason);
    refuse(res, status, message, headers);
  };

  const serveMcp = async (req: IncomingMessage, res: ServerResponse, query: string) => {
    allowOrigin(req, res);
    const selection = selectionOf(select, query);
    if (selection instanceof ToolError)
      return reject(res, 400, 'selection', `${selection.message} ${selection.hint}`);
    if (req.method === 'OPTIONS') return preflight(req, res);
    // a subscription ends only when the server closes it, so a drain must not wait for one
    if (req.headers['mcp-method'] !== 'subscriptions/listen') res.once('close', exchanges.enter());
    const body = await readBody(req, options.maxBodyBytes);
    if (body === 'aborted') return undefined;
    if (body === 'too_large') {
      return reject(res, 413, 'body_size', `The request body is larger than ${options.maxBodyBytes} bytes.`);
    }
    const identity = { caller, selection };
    if (lane?.(req, res, body, identity) === true) return undefined;
    return sdk.serve(req, res, identity, body);
  };

  return async (req, res) => {
    const [path = '/', query = ''] = (req.url ?? '/').split('?', 2);
    if (path === '/healthz') return replyHealth(res, engine.server);
    if (path === '/readyz') return replyReadiness(res, deps, isDraining());
    const refusal = guard(req);
    if (refusal !== undefined) return reject(res, refusal.status, refusal.reason, refusal.message);
    if (path === '/metrics' && options.metrics !== undefined) {
      const { contentType, text } = options.metrics();
      return replyText(res, 200, text, { 'content-type': contentType });
    }
    if (isDraining())
      return reject(res, 503, 'draining', 'The server is shutting down.', { 'retry-after': '1' });
    if (path === '/mcp') return serveMcp(req, res, query);
    if (path === '/sse')
      return reject(
        res,
        410,
        'sse',
        'The HTTP+SSE transport is not served; connect to /mcp with Streamable HTTP.',
      );
    return reject(res, 404, 'path', 'Not found: MCP is served at /mcp, probes at /healthz and /readyz.');
  };
}

function selectionOf(select: (query: string) => Selection, query: string): Selection | ToolError {
  try {
    return select(query);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
}

function allowOrigin(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.origin === undefined) return;
  res.setHeader('access-control-allow-origin', req.headers.origin);
  res.setHeader('vary', 'origin');
  res.setHeader('access-control-expose-headers', 'mcp-session-id, www-authenticate, retry-after');
}

function preflight(req: IncomingMessage, res: ServerResponse): void {
  const asked = req.headers['access-control-request-headers'] ?? 'content-type';
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': asked,
    'access-control-max-age': '600',
  });
  res.end();
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function originOf(server: Server, host: string): string {
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
