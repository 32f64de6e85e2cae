/** The page for people who open a server's address in a browser: what it is, how to connect, whether it is well. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyServer } from '@patchbay/core';
import { type Readiness, readinessOf } from './probes.ts';
import { replyText } from './reply.ts';

/** Whether a request is a browser's that opens an address; a client of the protocol asks for other types. */
export function isForPeople({ method, headers: { accept = '' } }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    /\btext\/html\b/i.test(accept) &&
    !/\btext\/event-stream\b/i.test(accept)
  );
}

/** What the page is made of. */
export interface Welcome extends Pick<Readiness, 'deps' | 'health'> {
  readonly server: AnyServer;
  /** Whether callers must show a key. */
  readonly needsKey: boolean;
}

/** Answers with the page; it holds nothing but the server's own words, loads nothing and runs nothing. */
export async function replyWelcome(
  req: IncomingMessage,
  res: ServerResponse,
  welcome: Welcome,
): Promise<void> {
  const { status } = await readinessOf(welcome);
  const text = page(welcome.server, { url: urlOf(req), status, needsKey: welcome.needsKey });
  replyText(res, 200, text, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    vary: 'accept',
  });
}

/** The address as the reader's browser has it; the guard has let its Host in. */
function urlOf({ headers }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.host ?? 'localhost'}/mcp`;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'pre{background:#f3f3f3;padding:.75rem;overflow:auto}' +
  '@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}pre{background:#262626}a{color:#8ab4ff}}';

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const states = {
  ready: 'Ready: calls are answered.',
  degraded: 'Working, though something that it uses is not well.',
  unavailable: 'Not ready: something that it needs does not answer.',
} as const;

interface Shown {
  readonly url: string;
  readonly status: keyof typeof states;
  readonly needsKey: boolean;
}

function page(server: AnyServer, { url, status, needsKey }: Shown): string {
  const header = needsKey ? ' --header "Authorization: Bearer <key>"' : '';
  const program = `npx -y @patchbay/${server.name}`;
  const entry = {
    url,
    ...(needsKey && { headers: { Authorization: 'Bearer <key>' } }),
  };
  const json = JSON.stringify({ mcpServers: { [server.name]: entry } }, null, 2);
  const key = needsKey
    ? `<p>Callers must show a key. Whoever runs the server makes one: <code>${escaped(`${program} keys create --name me`)}</code>.</p>`
    : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(server.title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(server.title)} ${escaped(server.version)}</h1>
<p>${escaped(server.description)}</p>
<p>This is an MCP server, which AI assistants call. There is nothing more to see in a browser; connect a client to
<code>${escaped(url)}</code>.</p>
<h2>Connect</h2>
<p>Any client that Patchbay knows (<code>${escaped(`${program} connect`)}</code> lists them):</p>
<pre>${escaped(`${program} connect cursor --url ${url}${header}`)}</pre>
<p>Claude Code:</p>
<pre>${escaped(`claude mcp add --transport http ${server.name} ${url}${header}`)}</pre>
<p>Clients that take JSON:</p>
<pre>${escaped(json)}</pre>
${key}
<h2>Health</h2>
<p>${states[status]} Programs ask <a href="/healthz">/healthz</a> and <a href="/readyz">/readyz</a>.</p>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
