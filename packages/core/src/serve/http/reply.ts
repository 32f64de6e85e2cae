/** Answers of our own, outside the protocol. */
import type { ServerResponse } from 'node:http';
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

/** Writes a refusal in JSON-RPC's form, which MCP clients can show, and closes the connection. */
export function refuse(
  res: ServerResponse,
  { status, message, headers }: Pick<Refusal, 'status' | 'message' | 'headers'>,
): void {
  replyJson(
    res,
    status,
    { jsonrpc: '2.0', error: { code: -32000, message }, id: null },
    { connection: 'close', ...headers },
  );
}
