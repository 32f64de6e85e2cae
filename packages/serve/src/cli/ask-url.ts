import { type AnyServer, ConfigurationError } from '@patchbay/core';
import { z } from 'zod';
import { programName } from './help.ts';
import type { Host } from './host.ts';

const answer = z.object({ result: z.object({ serverInfo: z.object({ name: z.string() }) }) });
const health = z.object({ server: z.string() });
const deadlineMs = 3000;

/**
 * Asks who answers at an address before it goes into a client's file.
 *
 * @returns what could not be found out, for the user; nothing when it is this server.
 * @throws ConfigurationError when another server answers, or something that is no MCP server.
 */
export async function askUrl(
  server: AnyServer,
  url: string,
  headers: readonly string[],
  { environment }: Pick<Host, 'environment'>,
): Promise<readonly string[]> {
  const wanted = programName(server);
  const found = await whoAnswers(url, headersOf(headers, environment));
  if (found.name === wanted) return [];
  if (found.name !== undefined) {
    throw new ConfigurationError(
      `${url} is ${found.name}, not ${wanted}: nothing was written. Name the address of ${wanted}, or connect with the command of ${found.name}.`,
    );
  }
  if (found.status === undefined) {
    return [
      `Nothing answers at ${url} yet (${found.problem}): start the server there with \`${wanted} http\`.`,
    ];
  }
  if (found.status === 401 || found.status === 403) {
    return [
      `The server at ${url} wants a key, so it was not asked who it is: give one with --header "Authorization: Bearer <key>".`,
    ];
  }
  if (found.status === 429 || found.status >= 500) {
    return [
      `The server at ${url} does not answer calls now (HTTP ${found.status}), so it was not asked who it is.`,
    ];
  }
  throw new ConfigurationError(
    `${url} answers, though not as an MCP server (HTTP ${found.status}): nothing was written. The address ends in /mcp.`,
  );
}

interface Found {
  readonly name?: string;
  readonly status?: number;
  readonly problem?: string;
}

async function whoAnswers(url: string, headers: Headers): Promise<Found> {
  let reply: Response;
  try {
    reply = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(hello),
      redirect: 'follow',
      signal: AbortSignal.timeout(deadlineMs),
    });
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  const text = await reply.text().catch(() => '');
  const named = answer.safeParse(messageIn(text));
  if (named.success) return { status: reply.status, name: named.data.result.serverInfo.name };
  // one that wants a key says at its probe which server it is
  return { status: reply.status, ...(await ownName(url)) };
}

/** The name of a Patchbay server by its probe, which needs no key. */
async function ownName(url: string): Promise<Found> {
  try {
    const reply = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(deadlineMs) });
    const found = health.safeParse(await reply.json());
    return found.success && new URL(url).pathname.replace(/\/$/, '') === '/mcp'
      ? { name: `patchbay-${found.data.server}` }
      : {};
  } catch {
    return {};
  }
}

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'patchbay-connect', version: '1' },
  },
} as const;

/** The message in a body of JSON, or in a stream of events. */
function messageIn(text: string): unknown {
  const data = /^data: ?(\{.*)$/m.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** The headers that the client would send, with variables replaced where they are set here. */
function headersOf(words: readonly string[], environment: Host['environment']): Headers {
  const headers = new Headers();
  for (const word of words) {
    const at = word.indexOf(':');
    const value = word
      .slice(at + 1)
      .trim()
      .replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? '');
    if (at > 0 && value !== '') headers.set(word.slice(0, at).trim(), value);
  }
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json, text/event-stream');
  return headers;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error && cause.name === 'TimeoutError'
    ? `no answer within ${deadlineMs} ms`
    : 'no answer';
}
