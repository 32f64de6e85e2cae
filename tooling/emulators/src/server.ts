import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Fault, FaultPlan, FaultScope } from './faults.ts';
import { applyFault, createFaultPlan, takesEffect } from './faults.ts';
import type { CapturedRequest, Reply } from './reply.ts';
import { jsonReply, send } from './reply.ts';

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** Its origin, such as http://127.0.0.1:41234. */
  url: string;
  /** Every request so far, oldest first. */
  requests: readonly CapturedRequest[];
  /** Makes requests fail from now on; the function it returns ends that. */
  fault(fault: Fault, scope?: FaultScope): () => void;
  /** Forgets requests, faults and counters. */
  reset(): void;
  /** Stops, cutting connections that still hang or drip. */
  close(): Promise<void>;
}

export interface EmulatorParts {
  /** Which API a request belongs to. */
  apiOf(path: string, method: string): string;
  /**
   * The answer when nothing goes wrong. `inFlight` counts the requests not yet answered, this one included; unless
   * `commits`, a write must leave everything as it is.
   */
  answer(request: CapturedRequest, inFlight: number, commits: boolean): Reply;
  reset?(): void;
  port?: number | undefined;
  host?: string | undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds the parameters of a POST body, a form or a JSON object whose arrays are lists. */
function addBody(query: URLSearchParams, text: string, contentType: string): void {
  if (contentType.includes('json')) {
    const body: unknown = JSON.parse(text || '{}');
    if (!isRecord(body)) return;
    for (const [key, value] of Object.entries(body))
      query.set(key, Array.isArray(value) ? value.join(',') : String(value));
    return;
  }
  for (const [key, value] of new URLSearchParams(text)) query.append(key, value);
}

async function capture(request: IncomingMessage, apiOf: EmulatorParts['apiOf']): Promise<CapturedRequest> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const query = new URLSearchParams(url.search);
  const method = request.method ?? 'GET';
  if (method === 'POST') addBody(query, await readBody(request), request.headers['content-type'] ?? '');
  const body = method === 'PATCH' ? await readBody(request) : '';
  return {
    method,
    path: url.pathname,
    query,
    body,
    headers: request.headers,
    api: apiOf(url.pathname, method),
  };
}

interface Timers {
  after(ms: number, run: () => void): void;
  clear(): void;
}

function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  return {
    after(ms, run) {
      const timer = setTimeout(() => {
        running.delete(timer);
        run();
      }, ms);
      running.add(timer);
    },
    clear() {
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

function drip(response: ServerResponse, reply: Reply, bytes: number, everyMs: number, timers: Timers): void {
  const whole = Buffer.from(reply.text);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(whole.length) });
  const next = (from: number): void => {
    if (response.destroyed) return;
    if (from >= whole.length) {
      response.end();
      return;
    }
    response.write(whole.subarray(from, from + bytes));
    timers.after(everyMs, () => next(from + bytes));
  };
  next(0);
}

function deliver(fault: Fault | undefined, response: ServerResponse, reply: Reply, timers: Timers): void {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'lost_answer':
      if (fault.how !== 'hang') response.socket?.resetAndDestroy();
      return;
    case 'delay':
      timers.after(fault.ms, () => send(response, reply));
      return;
    case 'slow_drip':
      drip(response, reply, fault.bytes ?? 8, fault.everyMs ?? 25, timers);
      return;
    default:
      send(response, fault ? applyFault(fault, reply) : reply);
  }
}

interface State {
  requests: CapturedRequest[];
  plan: FaultPlan;
  timers: Timers;
  inFlight: number;
}

async function handle(
  parts: EmulatorParts,
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  state.inFlight += 1;
  response.once('close', () => {
    state.inFlight -= 1;
  });
  const captured = await capture(request, parts.apiOf);
  state.requests.push(captured);
  const fault = state.plan.take(captured);
  deliver(fault, response, parts.answer(captured, state.inFlight, takesEffect(fault)), state.timers);
}

/** Starts an emulator on 127.0.0.1, on a free port unless one is given. */
export async function startEmulator(parts: EmulatorParts): Promise<Emulator> {
  const state: State = { requests: [], plan: createFaultPlan(), timers: createTimers(), inFlight: 0 };
  const server = createServer((request, response) => {
    handle(parts, state, request, response).catch(() => {
      if (!response.headersSent) send(response, jsonReply(400, { error: true, reason: 'Malformed request' }));
    });
  });
  const host = parts.host ?? '127.0.0.1';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(parts.port ?? 0, host, resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The emulator has no TCP address.');
  const close = async (): Promise<void> => {
    state.timers.clear();
    if (!server.listening) return;
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    server.closeAllConnections();
    await closed.promise;
  };
  return {
    url: `http://${host}:${address.port}`,
    requests: state.requests,
    fault: (fault, scope) => state.plan.add(fault, scope),
    reset() {
      state.requests.length = 0;
      state.plan.clear();
      parts.reset?.();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
