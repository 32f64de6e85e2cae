import { Pool } from 'undici';
import type { Revision } from '../http/requests.ts';
import { decode, encode, type Message, type Verdict } from './wire.ts';

/** What became of a request. */
export type Reply =
  | Verdict
  /** An HTTP status that says no. */
  | { readonly kind: 'refused'; readonly status: number }
  /** No complete answer, although it was waited for. */
  | { readonly kind: 'lost'; readonly why: string }
  /** The client left before the answer was complete. */
  | { readonly kind: 'left' };

/** The connections of one session. */
export interface Client {
  /** Sends a request; leaving closes its stream after so many milliseconds. */
  ask(message: Message, leaveAfterMs?: number): Promise<Reply>;
  /** Sends a notification; true when the server took it. */
  tell(message: Message): Promise<boolean>;
  close(): Promise<void>;
}

/** Longer than any call may take, so that only a lost answer meets it. */
const patienceMs = 60_000;

/** Opens what one agent speaks through: one connection that is kept, and a second one while the first is busy. */
export function openClient(
  origin: string,
  revision: Revision,
  shown: Readonly<Record<string, string>>,
): Client {
  const pool = new Pool(origin, { connections: 2, headersTimeout: patienceMs, bodyTimeout: patienceMs });
  const post: Post = (message, signal) => {
    const { headers, body } = encode(revision, message);
    return pool.request({
      path: '/mcp',
      method: 'POST',
      headers: { ...headers, ...shown },
      body,
      ...(signal && { signal }),
    });
  };
  return {
    ask: (message, leaveAfterMs) => ask(post, message, leaveAfterMs),
    async tell(message) {
      try {
        const { statusCode, body } = await post(message);
        await body.dump();
        return statusCode === 202;
      } catch {
        return false;
      }
    },
    close: () => pool.destroy(),
  };
}

type Post = (message: Message, signal?: AbortSignal) => ReturnType<Pool['request']>;

async function ask(post: Post, message: Message, leaveAfterMs: number | undefined): Promise<Reply> {
  const leaving = new AbortController();
  const timer = leaveAfterMs === undefined ? undefined : setTimeout(() => leaving.abort(), leaveAfterMs);
  try {
    const { statusCode, headers, body } = await post(message, leaving.signal);
    const text = await body.text();
    if (statusCode !== 200) return { kind: 'refused', status: statusCode };
    return decode(String(headers['content-type'] ?? ''), text, message);
  } catch (error) {
    return leaving.signal.aborted ? { kind: 'left' } : { kind: 'lost', why: causeOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${String(error.code)} ${error.message}` : error.message;
}
