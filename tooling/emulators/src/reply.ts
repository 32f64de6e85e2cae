import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request as the emulator saw it. */
export interface CapturedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The text of a PATCH; other bodies are read as parameters. */
  body: string;
  headers: IncomingHttpHeaders;
  /** The name of the API that the path belongs to, or `unknown`. */
  api: string;
}

/** A whole answer, not yet sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** A JSON reply. */
export function jsonReply(
  status: number,
  body: unknown,
  contentType = 'application/json; charset=utf-8',
): Reply {
  return { status, headers: { 'content-type': contentType }, text: JSON.stringify(body) };
}

/** Sends a reply in one piece, with its length. */
export function send(response: ServerResponse, reply: Reply): void {
  const bytes = Buffer.from(reply.text);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  response.end(bytes);
}
