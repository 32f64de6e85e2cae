/** Holds that a client which asks before it sends its body is told to go on only when the body will be read. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { callOf, type Fixture, openSocket, startFixture } from './http.fixture.ts';
import { lanes, lastOf } from './security/security.fixture.ts';

const call = callOf('echo', { text: 'expected' });

function headOf(line: string, headers: Readonly<Record<string, string>> = {}): string {
  const sent = {
    ...call.headers,
    host: 'localhost',
    expect: '100-continue',
    'content-length': `${call.body.length}`,
    ...headers,
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  return [line, ...lines, '', ''].join('\r\n');
}

const post = 'POST /mcp HTTP/1.1';

async function answerTo({ port }: Fixture, head: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(head);
  return (await lastOf(socket)).text;
}

describe.each(lanes)('%s', (_way, fastLane) => {
  it('a body that will be read is asked for', async () => {
    await using fixture = await startFixture({ environment: { PATCHBAY_FAST_LANE: fastLane } });
    const socket = await openSocket(fixture.port);
    socket.write(headOf(post));
    while (!socket.received().includes('\r\n\r\n')) await sleep(1);
    expect(socket.received()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write(call.body);
    const { text } = await lastOf(socket);
    expect(text).toMatch(/\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*"structuredContent":\{"text":"expected"\}/);
  });
});

it.each([
  ['a Host that is not ours', headOf(post, { host: 'evil.example' }), 403],
  ['a path that is not there', headOf('POST /nowhere HTTP/1.1'), 404],
  ['a selection that is not there', headOf('POST /mcp?tools=none HTTP/1.1'), 400],
  ['a body that is too large', headOf(post, { 'content-length': '99999999' }), 413],
  ['a body that is compressed', headOf(post, { 'content-encoding': 'gzip' }), 415],
  ['a probe', headOf('POST /healthz HTTP/1.1'), 200],
  ['another expectation', headOf(post, { expect: 'miracles' }), 417],
])('no body is asked for with %s', async (_what, head, status) => {
  await using fixture = await startFixture();
  expect(await answerTo(fixture, head)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

it('no body is asked for without a key', async () => {
  await using fixture = await startFixture({
    environment: { PATCHBAY_KEYS_FILE: '/nowhere/keys.json', PATCHBAY_AUTH: 'keys' },
  });
  expect(await answerTo(fixture, headOf(post))).toMatch(/^HTTP\/1\.1 401 /);
});

it('expectations that cannot be met are counted like any other request', async () => {
  await using fixture = await startFixture();
  const socket = await openSocket(fixture.port);
  const head = headOf('GET /healthz HTTP/1.1', { expect: 'miracles', 'content-length': '0' });
  socket.write(head.repeat(2000));
  await new Promise((resolve) => socket.once('close', resolve));
  const page = await (await fetch(`${fixture.url}/metrics`)).text();
  expect(page).toMatch(/\{reason="(pipelining|expectation)"\} 1/);
});
