import type { Revision } from '../http/requests.ts';
import { type Bag, bagOf, member } from '../json.ts';

/** A JSON-RPC request before it is put on the wire. */
export interface Message {
  /** Absent for a notification. */
  readonly id?: string | number;
  readonly method: string;
  readonly params: Bag;
}

/** What one HTTP answer says about the request that it answers. */
export type Verdict =
  | { readonly kind: 'result'; readonly result: Bag; readonly progress: number }
  | { readonly kind: 'fault'; readonly code: number; readonly message: string }
  /** Complete HTTP, but not an answer to this request. */
  | { readonly kind: 'broken'; readonly why: string };

const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench-sessions', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
} as const;

/** The parameter that the `Mcp-Name` header repeats. */
const named: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** A message as clients of a revision send it. */
export function encode(revision: Revision, { id, method, params }: Message) {
  const modern = revision === '2026-07-28';
  const name = params[named[method] ?? ''];
  const sent = modern ? { ...params, _meta: { ...envelope, ...bagOf(params['_meta']) } } : params;
  return {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      ...(modern && { 'mcp-method': method }),
      ...(modern && typeof name === 'string' && { 'mcp-name': name }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...(id !== undefined && { id }), method, params: sent }),
  };
}

/** Reads a complete answer: it must bear the id of its request, and progress must bear the token that was given. */
export function decode(contentType: string, body: string, { id, params }: Message): Verdict {
  const messages = messagesOf(contentType, body);
  if (typeof messages === 'string') return { kind: 'broken', why: messages };
  const token = member(params['_meta'], 'progressToken');
  let last = Number.NEGATIVE_INFINITY;
  for (const message of messages.slice(0, -1)) {
    const progress = progressOf(message, token);
    if (progress === undefined || progress <= last) {
      return { kind: 'broken', why: `no progress of this request: ${JSON.stringify(message).slice(0, 200)}` };
    }
    last = progress;
  }
  const final = messages.at(-1);
  if (member(final, 'jsonrpc') !== '2.0' || member(final, 'id') !== id) {
    return { kind: 'broken', why: `asked as ${id}: ${JSON.stringify(final)?.slice(0, 200)}` };
  }
  return verdictOn(final, messages.length - 1);
}

function verdictOn(reply: unknown, progress: number): Verdict {
  const error = member(reply, 'error');
  const result = member(reply, 'result');
  if (error !== undefined && result === undefined) {
    return { kind: 'fault', code: Number(member(error, 'code')), message: String(member(error, 'message')) };
  }
  if (typeof result === 'object' && result !== null)
    return { kind: 'result', result: bagOf(result), progress };
  return { kind: 'broken', why: 'neither result nor error' };
}

function progressOf(message: unknown, token: unknown): number | undefined {
  const params = member(message, 'params');
  const isOwn = token !== undefined && member(params, 'progressToken') === token;
  if (member(message, 'method') !== 'notifications/progress' || !isOwn) return undefined;
  const progress = member(params, 'progress');
  return typeof progress === 'number' ? progress : undefined;
}

/** The messages of a body, or why it has none that can be read. */
function messagesOf(contentType: string, body: string): readonly unknown[] | string {
  const texts = contentType.startsWith('text/event-stream') ? eventsOf(body) : [body];
  try {
    return texts.map((text): unknown => JSON.parse(text));
  } catch {
    return `not JSON: ${body.slice(0, 200)}`;
  }
}

function eventsOf(body: string): string[] {
  return body
    .split('\n\n')
    .map((event) =>
      event
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice('data: '.length))
        .join('\n'),
    )
    .filter((data) => data !== '');
}
