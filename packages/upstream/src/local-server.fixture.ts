import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { ToolError } from '@patchbay/core';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createUpstream } from './client.ts';
import type { UpstreamEvent } from './events.ts';
import type { Upstream, UpstreamOptions } from './types.ts';

/** The answer that most tests ask for. */
export const countSchema = z.object({ n: z.number() });

/** A real HTTP server on a free port of 127.0.0.1, stopped with the test. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** Every request so far, as `METHOD path?query`. */
  readonly seen: string[];
}

/** Starts a server that records what it is asked and answers with `listener`. */
export async function startServer(listener: RequestListener): Promise<LocalServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, seen };
}

/** Listens on a free port and stops with the test, open HTTP connections included. */
export async function listen(server: Server | NetServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** The whole body of a request. */
export async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/**
 * An upstream with fast retries and its events, closed with the test; its deadlines only catch what hangs, unless a
 * test sets its own.
 */
export function connect(
  baseUrl: string,
  options: Partial<UpstreamOptions> = {},
): { readonly upstream: Upstream; readonly events: UpstreamEvent[] } {
  const events: UpstreamEvent[] = [];
  const upstream = createUpstream({
    name: 'shop-api',
    baseUrl,
    retry: { baseMs: 2 },
    timeoutMs: 60_000,
    budgetMs: 60_000,
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => upstream.close());
  return { upstream, events };
}

/** Stops the timers that deadlines and circuits go by until the test moves them with `vi.advanceTimersByTime`. */
export function stopTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Waits until a server was asked so often, without moving timers that stand still. */
export async function untilSeen({ seen }: LocalServer, count: number): Promise<void> {
  while (seen.length < count) await turn();
}

/** A signal that never aborts. */
export function noAbort(): AbortSignal {
  return new AbortController().signal;
}

/** The `ToolError` that a promise rejects with; anything else fails the test. */
export async function toolErrorOf(promise: Promise<unknown>): Promise<ToolError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('expected a ToolError, got an answer');
}
