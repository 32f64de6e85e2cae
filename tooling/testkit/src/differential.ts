import { type Agent, request as send } from 'node:http';
import type { AnyServer, Middleware, Request } from '@patchbay/core';
import type { RawRequest } from './differential-requests.ts';

/** What a client can tell of a reply. */
export interface Observed {
  readonly status: number;
  readonly type: string;
  /** Every message of the reply, in order. */
  readonly messages: readonly unknown[];
}

/** Sends one request as it is and observes the reply. */
export function observe(url: URL, raw: RawRequest, agent: Agent): Promise<Observed> {
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method: raw.method, headers: { ...raw.headers }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const type = (response.headers['content-type'] ?? '').split(';')[0] ?? '';
        resolve({
          status: response.statusCode ?? 0,
          type,
          messages: messagesIn(type, Buffer.concat(chunks).toString()),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(raw.body);
  });
}

function messagesIn(type: string, text: string): readonly unknown[] {
  if (text === '') return [];
  if (type !== 'text/event-stream') return [clean(parsed(text))];
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => clean(parsed(line.slice('data: '.length))));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Correlation ids are drawn for each call. */
function clean(value: unknown): unknown {
  return parsed(JSON.stringify(value).replaceAll(/[0-9a-f]{16}/g, '<id>'));
}

/** A server that keeps what its handlers see of each request. */
export interface Recorded {
  readonly server: AnyServer;
  /** The requests since the last time, in the order of their JSON: those of a batch run side by side. */
  take(): readonly unknown[];
}

/** Adds the recording to a server. */
export function recorded(server: AnyServer): Recorded {
  const seen: unknown[] = [];
  const record: Middleware = (call, next) => {
    seen.push(copyOf(call.request));
    return next(call);
  };
  return {
    server: { ...server, middleware: [record, ...(server.middleware ?? [])] },
    take: () => seen.splice(0).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

/** All that can be read of a request, functions by their types. */
function copyOf({ method, params, meta, id, caller, client, aborted, signal, notify }: Request): unknown {
  return structuredClone({
    request: { method, params, meta, id, aborted, signal: signal.aborted, notify: typeof notify },
    caller,
    client: { ...client, seal: typeof client.seal },
  });
}
