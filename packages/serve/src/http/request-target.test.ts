/** Holds that a target in absolute form is served where both its host and the Host header are ours. */
import { expect, it } from 'vitest';
import { callOf, type Fixture, rawRequest, startFixture } from './http.fixture.ts';
import { answerIn, lanes } from './security/security.fixture.ts';

const call = callOf('echo', { text: 'absolute' });

async function send({ port }: Fixture, line: string, host: string) {
  const sent = { ...call.headers, host, connection: 'close', 'content-length': `${call.body.length}` };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  return answerIn(await rawRequest(port, [line, ...lines, '', call.body].join('\r\n')));
}

it.each(lanes)('a call by an absolute target is answered %s', async (_way, fastLane) => {
  await using fixture = await startFixture({ environment: { PATCHBAY_FAST_LANE: fastLane } });
  for (const target of [
    'http://localhost/mcp',
    'HTTP://127.0.0.1:3000/mcp',
    'https://localhost/mcp?tools=echo',
  ]) {
    const answer = await send(fixture, `POST ${target} HTTP/1.1`, 'localhost');
    expect(answer.statuses, target).toEqual([200]);
    expect(answer.text).toContain('"structuredContent":{"text":"absolute"}');
  }
});

it.each([
  ['POST http://localhost/mcp HTTP/1.1', '127.0.0.1', 200],
  ['POST http://localhost/mcp HTTP/1.1', 'evil.example', 403],
  ['POST http://evil.example/mcp HTTP/1.1', 'localhost', 403],
  ['POST http://localhost@evil.example/mcp HTTP/1.1', 'localhost', 403],
  ['POST http://evil.example:80@localhost/mcp HTTP/1.1', 'localhost', 403],
  ['POST http:///mcp HTTP/1.1', 'localhost', 403],
  ['POST http://evil.example\\@localhost/mcp HTTP/1.1', 'localhost', 400],
  ['POST http://localhost#@evil.example/mcp HTTP/1.1', 'localhost', 400],
  ['POST http://localhost HTTP/1.1', 'localhost', 404],
  ['POST http://localhost?/mcp HTTP/1.1', 'localhost', 404],
  ['POST http://localhost//mcp HTTP/1.1', 'localhost', 404],
  ['POST ftp://localhost/mcp HTTP/1.1', 'localhost', 404],
])('%s with the Host %s is answered by both', async (line, host, status) => {
  await using fixture = await startFixture();
  expect((await send(fixture, line, host)).statuses).toEqual([status]);
});
