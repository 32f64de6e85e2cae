/** Sends odd JSON to a server down both its ways, the fast lane and the SDK, and compares what comes back. */
import { expect } from 'vitest';
import { callOf } from '../http.fixture.ts';
import { expectNothingLeaks, hangMs, lanes, startTarget, withBystander } from './security.fixture.ts';

/** The body of a request. */
export type Body = string | Buffer;

/** A call that is in order. */
export const call = callOf('echo', { text: 'marker' });
/** The headers of a call from a client of 2025. */
export const legacyHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

const meta = /"_meta":(\{.*\})\}\}$/.exec(call.body)?.[1] ?? '';

/** A call of today whose arguments are written by hand. */
export function withArguments(text: string): string {
  return `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":${text},"_meta":${meta}}}`;
}

/** The same call, as clients of 2025 send it. */
export function legacyCall(text: string): string {
  return `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":${text}}}`;
}

/** The call with something put in front of the members of one of its objects. */
export function inside(object: 'params' | '_meta', members: string): string {
  return call.body.replace(`"${object}":{`, `"${object}":{${members},`);
}

/** The call with another id. */
export function withId(id: string): string {
  return call.body.replace('"id":1', `"id":${id}`);
}

/** The call of a client with other capabilities. */
export function withCapabilities(text: string): string {
  return call.body.replace('clientCapabilities":{}', `clientCapabilities":${text}`);
}

/** The reply to a call that was served. */
export function ok(text: string, id: unknown = 1): object {
  return { id, result: { structuredContent: { text } } };
}

/** The reply to a call whose arguments are wrong. */
export function wrongArguments(text: string): object {
  return { id: 1, result: { isError: true, content: [{ text: expect.stringContaining(text) }] } };
}

/** A protocol error. */
export function fault(code: number, id: unknown = null): object {
  return { jsonrpc: '2.0', error: { code, message: expect.any(String) }, id };
}

export const [parseError, invalidRequest, refused] = [fault(-32_700), fault(-32_600), fault(-32_000)];

/** A server on each way. */
export interface Both extends AsyncDisposable {
  /** Sends a body on both ways while others call; gives back the status and the reply, which must be the same. */
  send(body: Body, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** The same where the ways may differ. */
  sendEach(body: Body, headers?: Readonly<Record<string, string>>): Promise<readonly Reply[]>;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly reply: unknown;
}

/** Starts a server on each way. */
export async function startBoth(): Promise<Both> {
  const fixtures = await Promise.all(
    lanes.map(([, fastLane]) => startTarget({ PATCHBAY_FAST_LANE: fastLane })),
  );
  const sendEach = async (body: Body, headers: Readonly<Record<string, string>> = call.headers) => {
    const replies = await Promise.all(fixtures.map(({ url }) => send(url, body, headers)));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    return replies;
  };
  return {
    sendEach,
    async send(body, headers) {
      const [fast, slow] = await sendEach(body, headers);
      expect(fast).toEqual(slow);
      return fast ?? { status: 0, reply: undefined };
    },
    async [Symbol.asyncDispose]() {
      for (const fixture of fixtures) await fixture[Symbol.asyncDispose]();
    },
  };
}

/** Sends a body to a server that others call meanwhile. */
async function send(url: string, body: Body, headers: Readonly<Record<string, string>>): Promise<Reply> {
  const { outcome, slowestMs } = await withBystander(url, async () => {
    const answer = await fetch(`${url}/mcp`, { method: 'POST', headers, body: Buffer.from(body) });
    const text = await answer.text();
    expectNothingLeaks({ head: '', text });
    const reply: unknown = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
    return { status: answer.status, reply };
  });
  // nobody waits for seconds because of somebody else's body
  expect(slowestMs).toBeLessThan(hangMs);
  return outcome;
}
