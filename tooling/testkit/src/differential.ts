import { type Agent, request as send } from 'node:http';
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
