import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { rateLimited, validationError } from '@patchbay/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';

const get = { path: 'items', schema: countSchema };

describe('an error status becomes one of the closed codes', () => {
  it.each([
    [302, 'unavailable', false],
    [400, 'validation_error', false],
    [401, 'unavailable', false],
    [402, 'unavailable', false],
    [403, 'unavailable', false],
    [404, 'not_found', false],
    [405, 'unavailable', false],
    [407, 'unavailable', false],
    [408, 'timeout', true],
    [409, 'conflict', false],
    [410, 'not_found', false],
    [412, 'conflict', false],
    [413, 'too_large', false],
    [414, 'too_large', false],
    [418, 'unavailable', false],
    [422, 'validation_error', false],
    [429, 'rate_limited', true],
    [500, 'unavailable', true],
    [503, 'unavailable', true],
  ] as const)('%i → %s', async (status, code, retryable) => {
    const server = await startServer((_request, response) => sendJson(response, {}, status));
    const { upstream } = connect(server.url, { maxAttempts: 1 });
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code, retryable });
    expect(error.hint).not.toBe('');
  });

  it('tells the operator, not the model, to fix a refused credential', async () => {
    const server = await startServer((_request, response) => sendJson(response, {}, 401));
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error.message).toBe("The server's credential for shop-api was refused.");
    expect(error.hint).toContain('doctor');
    expect(server.seen).toHaveLength(1);
  });
});

describe('a broken exchange becomes one of the closed codes', () => {
  it('a refused connection → network_error', async () => {
    const { upstream } = connect(`http://127.0.0.1:${await unusedPort()}`);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'network_error', retryable: true });
  });

  it('a name that does not resolve → network_error', async () => {
    const { upstream } = connect('http://no-such-host.invalid', { maxAttempts: 1 });
    expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }))).toMatchObject({
      code: 'network_error',
    });
  });

  it('a reset before the answer → network_error', async () => {
    const server = await startServer((request) => request.socket.resetAndDestroy());
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error.code).toBe('network_error');
  });

  it('a reset in the middle of the answer → network_error', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"n":', () => response.socket?.resetAndDestroy());
    });
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error.code).toBe('network_error');
  });

  it.each([
    ['HTML', '<html>maintenance</html>'],
    ['another shape', '{"n":"seven"}'],
    ['nothing', ''],
  ])('%s instead of the promised JSON → unavailable', async (_what, body) => {
    const server = await startServer((_request, response) => response.end(body));
    const { upstream, events } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'unavailable', message: 'shop-api answered in an unexpected form.' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'bad_answer' }));
    expect(server.seen).toHaveLength(1);
  });

  it('something that is not HTTP → unavailable', async () => {
    const raw = createServer((socket) => {
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
    });
    raw.listen(0, '127.0.0.1');
    await once(raw, 'listening');
    onTestFinished(() => {
      raw.close();
    });
    const address = raw.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { upstream } = connect(`http://127.0.0.1:${port}`);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'unavailable', message: 'shop-api answered in an unexpected form.' });
  });

  it('names where an answer broke its schema in the event only', async () => {
    const server = await startServer((_request, response) => sendJson(response, { n: 'seven' }));
    const { upstream, events } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort(), operation: 'count' }));
    expect(events).toContainEqual({
      upstream: 'shop-api',
      type: 'bad_answer',
      operation: 'count',
      problems: [{ path: 'n', code: 'invalid_type' }],
    });
    expect(error.message + error.hint).not.toContain('seven');
  });
});

describe("a server's own mapping", () => {
  it('comes first and sees the error answer', async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, { error: true, reason: 'Past days is invalid.' }, 400),
    );
    const { upstream } = connect(server.url, {
      mapError: ({ status, body }) =>
        status === 400 && typeof body === 'object' && body !== null && 'reason' in body
          ? validationError('past_days is out of range.', { hint: 'Use 0 to 92.' })
          : undefined,
    });
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'validation_error', hint: 'Use 0 to 92.' });
  });

  it('leaves what it does not know to the common table', async () => {
    const server = await startServer((_request, response) => sendJson(response, {}, 404));
    const { upstream } = connect(server.url, { mapError: () => undefined });
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error.code).toBe('not_found');
  });
});

it('hands a quota refusal through unchanged and sends nothing', async () => {
  const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
  const refusal = rateLimited('The hourly weather quota is used up.', { hint: 'Wait until the full hour.' });
  const seenCosts: number[] = [];
  const { upstream } = connect(server.url, {
    admit: ({ cost }) => {
      seenCosts.push(cost);
      throw refusal;
    },
  });
  expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort(), cost: 26 }))).toBe(refusal);
  expect(seenCosts).toEqual([26]);
  expect(server.seen).toEqual([]);
});

describe('a change whose answer went missing', () => {
  const post = { method: 'POST', path: 'items', body: { n: 1 }, schema: countSchema } as const;

  it('asks to look before repeating it', async () => {
    const server = await startServer((request) => request.socket.destroy());
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.sendJson({ ...post, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'network_error', retryable: false });
    expect(error.hint).toContain('may or may not');
  });

  it('may simply be repeated when it never left', async () => {
    const { upstream } = connect(`http://127.0.0.1:${await unusedPort()}`);
    const error = await toolErrorOf(upstream.sendJson({ ...post, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'network_error', retryable: true });
    expect(error.hint).not.toContain('may or may not');
  });
});

describe('no secret and no upstream text', () => {
  const canary = 'CANARY-7f3a';
  const leaky = (status: number): Promise<{ url: string }> =>
    startServer((request, response) => {
      const echo = `${request.url} ${request.headers['authorization']}`;
      sendJson(response, { error: `${canary} ${echo}` }, status, { 'x-debug': canary, server: canary });
    });

  it.each([200, 301, 400, 401, 404, 409, 429, 500, 503])('reaches the caller on a %i', async (status) => {
    const server = await leaky(status);
    const { upstream, events } = connect(server.url, {
      headers: { Authorization: `Bearer ${canary}` },
      secretQuery: { apikey: canary },
    });
    const request = { ...get, query: { q: canary }, headers: { 'x-user': canary }, signal: noAbort() };
    const error = await toolErrorOf(upstream.getJson(request));
    const shown = [error.message, error.hint, JSON.stringify(error), String(error), JSON.stringify(events)];
    expect(shown.join('\n')).not.toContain(canary);
    expect(JSON.stringify(upstream.health())).not.toContain(canary);
    expect(inspect(error.cause, { depth: 5 })).not.toContain(canary);
  });

  it('reaches the caller when the network fails', async () => {
    const { upstream } = connect(`http://127.0.0.1:${await unusedPort()}/${canary}`, {
      secretQuery: { apikey: canary },
    });
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`).not.toContain(canary);
    expect(error.message + error.hint).not.toContain('127.0.0.1');
  });
});

async function unusedPort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
