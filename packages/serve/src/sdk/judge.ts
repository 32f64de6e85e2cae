/**
 * What becomes of a message on stdio, where there is no status to answer with: whatever has an id gets an answer.
 *
 * The SDK leaves a request unanswered that it finds wrong before it knows the method, and its client waits.
 */
import { type JSONRPCMessage, parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { brief } from '@patchbay/core/engine';
import { isBag } from '@patchbay/schemas';
import type { WireError } from '../inbound.ts';
import { isId, refusalOf } from '../members.ts';

/** An error for a message that reaches nobody. */
export interface Refused {
  readonly jsonrpc: '2.0';
  /** Null where the message has none that could be sent back. */
  readonly id: string | number | null;
  readonly error: WireError;
}

/** A message to pass on, an answer to give in its place, or why nothing follows from it. */
export type Judged =
  | { readonly message: JSONRPCMessage }
  | { readonly refused: Refused }
  | { readonly ignored: string };

/** The answer to what is not JSON. */
export const notJson: Refused = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32_700, message: 'Parse error: a message is one line of JSON in UTF-8' },
};

/** Judges one message, which is no batch. */
export function judge(value: unknown): Judged {
  if (!isBag(value)) return { refused: invalid(undefined, 'a message must be an object') };
  const { id, method } = value;
  if (!('method' in value) && ('result' in value || 'error' in value)) return passed(value);
  if (typeof method === 'string' && !Object.hasOwn(value, 'id')) return passed(value);
  if (value['jsonrpc'] !== '2.0') return { refused: invalid(id, 'jsonrpc must be "2.0"') };
  if (typeof method !== 'string') return { refused: invalid(id, 'method must be a string') };
  if (!isId(id)) return { refused: invalid(id, 'id must be a string or an integer') };
  const refused = refusalOf(value);
  if (refused !== undefined) return { refused };
  const judged = passed(value);
  return 'ignored' in judged ? { refused: invalid(id, 'this is no request of JSON-RPC') } : judged;
}

/** The refusal of a request that breaks JSON-RPC, with its id as far as an answer can have it. */
export function invalid(id: unknown, why: string): Refused {
  const own = typeof id === 'string' || typeof id === 'number' ? id : null;
  return { jsonrpc: '2.0', id: own, error: { code: -32_600, message: `Invalid Request: ${why}` } };
}

function passed(value: unknown): Judged {
  try {
    return { message: parseJSONRPCMessage(value) };
  } catch (error) {
    return { ignored: brief(String(error)) };
  }
}
