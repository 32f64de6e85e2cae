/**
 * The way of a request through the edge, cheapest questions first: probes, Host and Origin, drain, path, who calls,
 * what they see, the body. Then the fast lane takes it, or the SDK.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Selection, ToolError } from '@patchbay/core';
import { metricsScope } from '@patchbay/core/engine';
import { answerForm } from '../answer-form.ts';
import type { Flight } from '../flight.ts';
import { messageIn } from '../inbound.ts';
import { refusalOf } from '../members.ts';
import type { SdkHttp } from '../sdk/http.ts';
import type { Principal } from './auth/key-index.ts';
import { scopesLacking } from './auth/step-up.ts';
import type { BodyReader } from './body.ts';
import { wrongBody } from './body-refusals.ts';
import { allowOrigin, preflight } from './cors.ts';
import type { FastLane } from './fast/lane.ts';
import { createGuard, type Refusal } from './guards.ts';
import type { HttpOptions } from './http-options.ts';
import { replyHealth, replyReadiness } from './probes.ts';
import { isTooLate, refuse, replyJson, replyText } from './reply.ts';
import { toOriginForm } from './request-target.ts';
import { createSelector } from './selection-params.ts';
import { isForPeople, replyWelcome } from './welcome.ts';

/** What the handler hands requests to. */
export interface HandlerParts {
  readonly sdk: SdkHttp;
  readonly lane: FastLane | undefined;
  readonly inFlight: Flight;
  readonly bodies: BodyReader;
  isDraining(): boolean;
}

/** Serves one request. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Builds the handler of a server. */
export function createHandler(options: HttpOptions, parts: HandlerParts): Handler {
  const { engine, deps, gate } = options;
  const guard = createGuard(options.guard);
  const serveMcp = createMcpHandler(options, parts);
  const reject = rejecter(options);

  const serveReadiness = async (req: IncomingMessage, res: ServerResponse) => {
    const mayKnow = gate.isLocal(req) || 'caller' in (gate.recall(req) ?? (await gate.admit(req)));
    const health = options.health?.() ?? [];
    return replyReadiness(res, { deps, health, draining: parts.isDraining(), detailed: mayKnow });
  };

  const serveMetrics = async (req: IncomingMessage, res: ServerResponse) => {
    if (!gate.isLocal(req)) {
      const admitted = gate.recall(req) ?? (await gate.admit(req));
      if (!('caller' in admitted)) return reject(res, admitted);
      const scope = metricsScope(engine.server.name);
      if (!admitted.caller.scopes.has(scope)) return reject(res, gate.challenges.insufficientScope([scope]));
    }
    const page = options.metrics?.();
    return page === undefined
      ? reject(res, notFound)
      : replyText(res, 200, page.text, { 'content-type': page.contentType });
  };

  const serveWelcome = (req: IncomingMessage, res: ServerResponse) =>
    replyWelcome(req, res, {
      server: engine.server,
      deps,
      health: options.health?.() ?? [],
      needsKey: gate.needsKey,
    });

  const servePath = (path: string, query: string, req: IncomingMessage, res: ServerResponse) => {
    const isMcp = path === '/mcp' || path === '/mcp/';
    if ((isMcp || path === '/') && isForPeople(req)) return serveWelcome(req, res);
    if (isMcp) return serveMcp(req, res, query);
    return reject(res, path === '/sse' ? formerTransport : notFound);
  };

  return async (req, res) => {
    if (isTooLate(req)) return;
    const authority = toOriginForm(req);
    if (!isExpectationMet(req)) return reject(res, otherExpectation);
    const [path = '/', query = ''] = (req.url ?? '/').split('?', 2);
    if (path === '/healthz') return replyHealth(res, engine.server);
    if (path === '/readyz') return serveReadiness(req, res);
    const refusal = guard(req, authority);
    if (refusal !== undefined) return reject(res, refusal);
    if (path === '/metrics') return serveMetrics(req, res);
    if (parts.isDraining()) return reject(res, draining);
    return servePath(path, query, req, res);
  };
}

function createMcpHandler(options: HttpOptions, { sdk, lane, inFlight, bodies }: HandlerParts) {
  const { engine, gate } = options;
  const select = createSelector(engine.server, options.selection);
  const reject = rejecter(options);

  const serve = async (req: IncomingMessage, res: ServerResponse, query: string, principal: Principal) => {
    const selection = selectionOf(select, query);
    if (selection instanceof ToolError) return reject(res, wrongSelection(selection));
    // a subscription ends only when the server closes it, so a drain must not wait for one
    if (req.headers['mcp-method'] === 'subscriptions/listen') gate.hold(principal, res);
    else res.once('close', inFlight.enter());
    const body = await bodies.read(req, res);
    if (typeof body === 'string')
      return body === 'aborted' ? undefined : reject(res, wrongBody(body, options.maxBodyBytes));
    const identity = { caller: principal.caller, selection };
    const message = messageIn(body);
    const read = { body, message, form: answerForm(req.headers.accept) };
    if (lane?.(req, res, read, identity) === true) return undefined;
    const refused = isJson(req) ? refusalOf(message) : undefined;
    if (refused !== undefined) {
      options.onRefusal?.('members');
      return replyJson(res, 400, refused);
    }
    const lacking = scopesLacking(engine, selection, principal.caller, message);
    if (lacking !== undefined) return reject(res, gate.challenges.insufficientScope(lacking));
    return sdk.serve(req, res, identity, read);
  };

  return async (req: IncomingMessage, res: ServerResponse, query: string) => {
    allowOrigin(req, res);
    if (req.method === 'OPTIONS') return preflight(req, res);
    if (isForbidden(req)) return reject(res, otherMethod);
    const principal = gate.recall(req) ?? (await gate.admit(req));
    return 'caller' in principal ? serve(req, res, query, principal) : reject(res, principal);
  };
}

/** Whether a method is one that the Fetch standard, and so the SDK, cannot hold in a request. */
function isForbidden({ method = '' }: IncomingMessage): boolean {
  return method === 'TRACE' || method === 'TRACK' || method === 'CONNECT';
}

/** Whether a client expects nothing but to be told to send its body (RFC 9110, section 10.1.1). */
function isExpectationMet({ headers: { expect } }: IncomingMessage): boolean {
  return expect === undefined || expect.toLowerCase() === '100-continue';
}

/** Whether a body is JSON by its type; any other is the SDK's to refuse. */
function isJson({ method, headers }: IncomingMessage): boolean {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return method === 'POST' && type === 'application/json';
}

function rejecter({ onRefusal }: HttpOptions) {
  return (res: ServerResponse, refusal: Refusal): void => {
    onRefusal?.(refusal.reason);
    refuse(res, refusal);
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

function wrongSelection({ message, hint }: ToolError): Refusal {
  return { status: 400, reason: 'selection', message: `${message} ${hint}` };
}

const otherMethod: Refusal = {
  status: 405,
  reason: 'method',
  message: 'Method not allowed.',
  headers: { allow: 'POST' },
};

const otherExpectation: Refusal = {
  status: 417,
  reason: 'expectation',
  message: 'Expectation Failed: the only expectation that is met is 100-continue.',
};

const draining: Refusal = {
  status: 503,
  reason: 'draining',
  message: 'The server is shutting down.',
  headers: { 'retry-after': '1' },
};

const formerTransport: Refusal = {
  status: 410,
  reason: 'sse',
  message: 'The HTTP+SSE transport is not served; connect to /mcp with Streamable HTTP.',
};

const notFound: Refusal = {
  status: 404,
  reason: 'path',
  message: 'Not found: MCP is served at /mcp, probes at /healthz and /readyz.',
};
