/** What browsers need to be told before they let a page call; the Origin itself was checked by the guard. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets the page that asks read the answer, refusals included. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.origin === undefined) return;
  res.setHeader('access-control-allow-origin', req.headers.origin);
  res.setHeader('vary', 'origin');
  res.setHeader('access-control-expose-headers', 'mcp-session-id, www-authenticate, retry-after');
}

/** Answers a preflight; it carries no credentials, so it is answered before anyone is authenticated. */
export function preflight(req: IncomingMessage, res: ServerResponse): void {
  const asked = req.headers['access-control-request-headers'] ?? '';
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': isNameList(asked) ? asked : 'content-type',
    'access-control-max-age': '600',
  });
  res.end();
}

/** Whether a header holds names alone, since it is sent back as it came. */
function isNameList(header: string): boolean {
  return /^[\w, -]+$/.test(header);
}
