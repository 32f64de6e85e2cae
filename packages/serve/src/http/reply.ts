/** Answers of our own, outside the protocol. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusal } from './guards.ts';

/** Writes a JSON answer of our own, outside the protocol. */
export function replyJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  replyText(res, status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** Writes a text answer of our own, outside the protocol. */
export function replyText(
  res: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  res.end(text);
}

const ending = new WeakSet<Socket>();

/**
 * Whether a request came on a connection that a refusal ends.
 *
 * Node goes on reading requests there, although its answers are lost; nobody shall have them served (RFC 9112, 9.6).
 */
export function isTooLate(req: IncomingMessage): boolean {
  return ending.has(req.socket);
}

/** Writes a refusal in JSON-RPC's form, which MCP clients can show, and closes the connection. */
export function refuse(
  res: ServerResponse,
  { status, message, headers }: Pick<Refusal, 'status' | 'message' | 'headers'>,
): void {
  ending.add(res.req.socket);
  replyJson(
    res,
    status,
    { jsonrpc: '2.0', error: { code: -32000, message }, id: null },
    { connection: 'close', ...headers },
  );
}
