/** Puts line ends and foreign names into everything that could turn into a header. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKey, bearer, keysFile, serveVault } from '../auth/auth.fixture.ts';
import { createFileStore } from '../auth/file-store.ts';
import { callOf, type Fixture, rpc } from '../http.fixture.ts';
import {
  exchange,
  expectNothingLeaks,
  headOf,
  lanes,
  startTarget,
  withBystander,
} from './security.fixture.ts';

const call = callOf('echo', { text: 'marker' });
const splitting = '\r\nset-cookie: evil=1\r\n\r\nHTTP/1.1 200 OK';
const encoded = encodeURIComponent(splitting);
const inBase64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;

/** A request from its parts; everything that the length and the end of the connection take is added. */
function written(
  headers: Readonly<Record<string, string>>,
  { line = 'POST /mcp HTTP/1.1', body = call.body }: { readonly line?: string; readonly body?: string } = {},
): string {
  const length = String(Buffer.byteLength(body));
  const head = headOf({ ...call.headers, ...headers, connection: 'close', 'content-length': length }, line);
  return `${head}\r\n\r\n${Buffer.from(body).toString('latin1')}`;
}

/** Headers that hold the end of a line in some form, and what each request gets. */
const headers: Readonly<
  Record<string, readonly [headers: Readonly<Record<string, string>>, status: number]>
> = {
  Host: [{ host: `localhost${encoded}` }, 403],
  Origin: [{ origin: `http://localhost${encoded}` }, 403],
  'Mcp-Session-Id': [{ 'mcp-session-id': encoded }, 200],
  'Mcp-Name': [{ 'mcp-name': `echo${encoded}` }, 400],
  'Mcp-Name in Base64': [{ 'mcp-name': inBase64(`echo${splitting}`) }, 400],
  'Mcp-Method': [{ 'mcp-method': `tools/call${encoded}` }, 400],
  'Mcp-Protocol-Version': [{ 'mcp-protocol-version': `2026-07-28${encoded}` }, 400],
  'Content-Type': [{ 'content-type': `application/json${encoded}` }, 415],
  'Content-Encoding': [{ 'content-encoding': `gzip${encoded}` }, 415],
  'Transfer-Encoding': [{ 'transfer-encoding': `chunked${encoded}` }, 400],
  'Last-Event-Id': [{ 'last-event-id': encoded }, 200],
  Traceparent: [{ traceparent: `00-${encoded}` }, 200],
};

/** Texts of the message that hold the end of a line, and what each gets. */
const messages: Readonly<Record<string, readonly [request: string, status: number]>> = {
  'an id': [written({}, { body: JSON.stringify({ ...JSON.parse(call.body), id: splitting }) }), 200],
  'an id in characters that Latin-1 would cut to a line end': [
    written({}, { body: JSON.stringify({ ...JSON.parse(call.body), id: '\u560d\u560aset-cookie: evil=1' }) }),
    200,
  ],
  'an argument': [written({}, { body: callOf('echo', { text: splitting }).body }), 200],
  'the name of a tool': [
    written({ 'mcp-name': inBase64(`echo${splitting}`) }, { body: callOf(`echo${splitting}`).body }),
    200,
  ],
  'a method': [written({ 'mcp-method': 'evil' }, { body: rpc(`evil${splitting}`).body }), 400],
  'a parameter of the query': [written({}, { line: `POST /mcp?${encoded}=1 HTTP/1.1` }), 400],
  'a value of the query': [written({}, { line: `POST /mcp?tools=${encoded} HTTP/1.1` }), 400],
  'the path': [written({}, { line: `POST /${encoded} HTTP/1.1` }), 404],
};

describe.each(lanes)('%s', (_way, fastLane) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startTarget({ PATCHBAY_FAST_LANE: fastLane });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const attack = async (request: string) => {
    const { outcome } = await withBystander(fixture.url, () => exchange(fixture.port, request));
    expectNothingLeaks(outcome);
    return outcome;
  };

  it.each(Object.entries(headers))('a line end in %s splits no answer', async (_name, [sent, status]) => {
    const origin = { origin: 'http://localhost' };
    expect((await attack(written({ ...origin, ...sent }))).statuses).toEqual([status]);
  });

  it.each(Object.entries(messages))('a line end in %s splits no answer', async (_name, [request, status]) => {
    const { statuses, head } = await attack(request);
    expect(statuses[0]).toBe(status);
    expect(head).not.toContain('set-cookie');
  });

  it('a line end in an id splits no event of a stream', async () => {
    const id = '1\n\nevent: message\ndata: {"evil":true}\r\n\r\n';
    const message = {
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'echo', arguments: { text: 'a' } },
    };
    const answer = await fetch(`${fixture.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify(message),
    });
    const events = (await answer.text()).split(/\r?\n\r?\n/).filter((event) => event !== '');
    expect(events).toHaveLength(1);
    expect(JSON.parse(/^data: (.*)$/m.exec(events[0] ?? '')?.[1] ?? '')).toMatchObject({ id });
  });
});

describe('attacks by name', () => {
  const forbidden: Readonly<Record<string, readonly [request: string, status: number]>> = {
    'two Hosts, the good one first': [written({ host: 'localhost\r\nhost: evil.example' }), 400],
    'two Hosts, the good one last': [written({ host: 'evil.example\r\nhost: localhost' }), 400],
    'two Hosts that agree': [written({ host: 'localhost\r\nhost: localhost' }), 400],
    'a list of Hosts': [written({ host: 'localhost, evil.example' }), 400],
    'no Host': [written({}).replace('host: localhost\r\n', ''), 400],
    'no Host in HTTP/1.0': [
      written({}, { line: 'POST /mcp HTTP/1.0' }).replace('host: localhost\r\n', ''),
      403,
    ],
    'an empty Host': [written({ host: '' }), 403],
    'a Host with a tab': [written({ host: 'local\thost' }), 403],
    'a Host with an escape': [written({ host: '%6cocalhost' }), 403],
    'a Host with a byte of Latin-1': [written({ host: 'localhost\xa0' }), 403],
    'a name in the request line, with our Host': [
      written({}, { line: 'POST http://evil.example/mcp HTTP/1.1' }),
      403,
    ],
    'our name in the request line, with another Host': [
      written({ host: 'evil.example' }, { line: 'POST http://localhost/mcp HTTP/1.1' }),
      403,
    ],
    'a proxy that is said to have asked for us': [
      written({ host: 'evil.example', 'x-forwarded-host': 'localhost', forwarded: 'host=localhost' }),
      403,
    ],
    'two Origins': [written({ origin: 'http://localhost\r\norigin: http://evil.example' }), 403],
    'an Origin with a path': [written({ origin: 'http://localhost/evil' }), 403],
    'an Origin with a query': [written({ origin: 'http://localhost?evil' }), 403],
    'an Origin with a user': [written({ origin: 'http://evil@localhost' }), 403],
    'an Origin without slashes': [written({ origin: 'http:localhost' }), 403],
    'an Origin with backslashes': [written({ origin: 'http:\\\\localhost' }), 403],
    'an Origin with a tab': [written({ origin: 'h\tttp://localhost' }), 403],
    'an Origin with an escape': [written({ origin: 'http://%6cocalhost' }), 403],
    'an empty Origin': [written({ origin: '' }), 403],
  };

  it.each(Object.entries(forbidden))('%s: refused', async (_name, [request, status]) => {
    await using fixture = await startTarget();
    const { outcome } = await withBystander(fixture.url, () => exchange(fixture.port, request));
    expect(outcome.statuses).toEqual([status]);
    expect(outcome.text).not.toContain('marker');
    expect(outcome.head).not.toContain('access-control-allow-origin');
    expectNothingLeaks(outcome);
  });

  it('two Hosts are one too many even where every name is let in', async () => {
    await using fixture = await startTarget({ PATCHBAY_ALLOWED_HOSTS: '*' });
    const { statuses } = await exchange(fixture.port, written({ host: 'a.example\r\nhost: b.example' }));
    expect(statuses).toEqual([400]);
  });

  it.each(['set-cookie\x80', 'evil\tname', 'evil: 1', 'evil;', '"evil"'])(
    'a preflight that asks for the header %j does not get it back',
    async (asked) => {
      await using fixture = await startTarget();
      const sent = { origin: 'http://localhost', 'access-control-request-headers': asked };
      const answer = await exchange(fixture.port, written(sent, { line: 'OPTIONS /mcp HTTP/1.1' }));
      expect(answer.statuses).toEqual([204]);
      expect(answer.head).toContain('access-control-allow-headers: content-type\r\n');
      expectNothingLeaks(answer);
    },
  );
});

describe('keys on several lines', () => {
  it.each(lanes)('are refused, whichever of them is good (%s)', async (_way, fastLane) => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const [good, revoked] = [await addKey(store), await addKey(store)];
    await store.revoke(revoked.id, new Date());
    await using served = await serveVault({
      PATCHBAY_KEYS_FILE: path,
      PATCHBAY_AUTH: 'keys',
      PATCHBAY_FAST_LANE: fastLane,
    });
    const statusOf = async (...keys: readonly string[]) => {
      const { headers, body } = callOf('who_am_i');
      const lines = keys.map((key) => `authorization: ${bearer(key).authorization}`).join('\r\n');
      const request = `${written(headers, { body }).replace('host:', `${lines}\r\nhost:`)}`;
      const answer = await exchange(Number(new URL(served.url).port), request);
      expect(answer.text).not.toContain(good.token);
      return answer.statuses[0];
    };
    expect(await statusOf(good.token)).toBe(200);
    expect(await statusOf(good.token, revoked.token)).toBe(401);
    expect(await statusOf(revoked.token, good.token)).toBe(401);
    expect(await statusOf(good.token, good.token)).toBe(401);
  });
});
