import { getEventListeners } from 'node:events';
import { timeout } from '@patchbay/core';
import { describe, expect, it } from 'vitest';
import { linkSignal } from './link-signal.ts';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';

// the client loads undici with its first request, which would eat up deadlines as short as these
await import('undici');

const get = { path: 'items', schema: countSchema };

async function timed<T>(promise: Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = performance.now();
  const result = await promise;
  return { result, ms: performance.now() - startedAt };
}

describe('an attempt ends at its deadline', () => {
  it('when no headers come', async () => {
    const server = await startServer(() => {});
    const { upstream } = connect(server.url, { timeoutMs: 80 });
    const { result, ms } = await timed(toolErrorOf(upstream.getJson({ ...get, signal: noAbort() })));
    expect(result).toMatchObject({ code: 'timeout', retryable: true });
    expect(ms).toBeGreaterThan(70);
    expect(ms).toBeLessThan(500);
    expect(server.seen).toHaveLength(1);
  });

  it('when the body only drips, and closes the socket', async () => {
    const { promise: dropped, resolve } = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(drip);
        resolve();
      });
    });
    const { upstream } = connect(server.url, { timeoutMs: 80 });
    const { result, ms } = await timed(toolErrorOf(upstream.getJson({ ...get, signal: noAbort() })));
    expect(result.code).toBe('timeout');
    expect(ms).toBeLessThan(500);
    await dropped;
  });

  it('when an error answer only drips', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(404);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const { upstream } = connect(server.url, { timeoutMs: 80 });
    const { result, ms } = await timed(toolErrorOf(upstream.getJson({ ...get, signal: noAbort() })));
    expect(result.code).toBe('timeout');
    expect(ms).toBeLessThan(500);
  });

  it('when all sockets are taken', async () => {
    const server = await startServer((request, response) => {
      if (request.url !== '/items?slow=1') sendJson(response, { n: 1 });
    });
    const { upstream } = connect(server.url, { timeoutMs: 120, connections: 1 });
    const slow = toolErrorOf(upstream.getJson({ ...get, query: { slow: 1 }, signal: noAbort() }));
    const queued = toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    const { result, ms } = await timed(Promise.all([slow, queued]));
    expect(result.map(({ code }) => code)).toEqual(['timeout', 'timeout']);
    expect(ms).toBeLessThan(500);
  });
});

describe('a call ends at its budget', () => {
  it('across attempts', async () => {
    const server = await startServer((_request, response) => {
      setTimeout(() => sendJson(response, {}, 503), 60);
    });
    const { upstream } = connect(server.url, { budgetMs: 150, maxAttempts: 50 });
    const { ms } = await timed(toolErrorOf(upstream.getJson({ ...get, signal: noAbort() })));
    expect(ms).toBeLessThan(500);
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });

  it('without waiting for a retry that could not finish', async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, {}, 503, { 'retry-after': '1' }),
    );
    const { upstream } = connect(server.url);
    const call = upstream.getJson({ ...get, budgetMs: 500, signal: noAbort() });
    const { result, ms } = await timed(toolErrorOf(call));
    expect(result).toMatchObject({ code: 'unavailable', retryAfterMs: 1000 });
    expect(ms).toBeLessThan(400);
  });
});

describe("the caller's signal", () => {
  it('reaches the socket at once', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    const { promise: dropped, resolve: drop } = Promise.withResolvers<void>();
    const server = await startServer((_request, response) => {
      response.on('close', drop);
      resolve();
    });
    const { upstream } = connect(server.url);
    const controller = new AbortController();
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    await arrived;
    controller.abort();
    const { result } = await timed(pending);
    expect(result).toMatchObject({ code: 'cancelled' });
    const { ms } = await timed(dropped);
    expect(ms).toBeLessThan(200);
  });

  it('ends the wait before a retry', async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, {}, 503, { 'retry-after': '2' }),
    );
    const { upstream, events } = connect(server.url);
    const controller = new AbortController();
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    while (!events.some(({ type }) => type === 'retry')) await new Promise((tick) => setTimeout(tick, 5));
    controller.abort();
    const { result, ms } = await timed(pending);
    expect(result.code).toBe('cancelled');
    expect(ms).toBeLessThan(200);
  });

  it('stops a call before it starts', async () => {
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
    const { upstream } = connect(server.url);
    const signal = AbortSignal.abort();
    expect(await toolErrorOf(upstream.getJson({ ...get, signal }))).toMatchObject({ code: 'cancelled' });
    const send = upstream.sendJson({ ...get, method: 'POST', signal });
    expect(await toolErrorOf(send)).toMatchObject({ code: 'cancelled', retryable: true });
    expect(server.seen).toEqual([]);
  });

  it('that is a deadline reads as a timeout', async () => {
    const server = await startServer(() => {});
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: AbortSignal.timeout(40) }));
    expect(error.code).toBe('timeout');
  });

  it('that aborts with a ToolError keeps that error', async () => {
    const server = await startServer(() => {});
    const { upstream } = connect(server.url);
    const controller = new AbortController();
    const reason = timeout('The call took longer than 5 s.', { hint: 'Ask for less.' });
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    controller.abort(reason);
    expect(await pending).toBe(reason);
  });

  it('keeps no listener after a call', async () => {
    const server = await startServer((_request, response) => sendJson(response, { n: 1 }));
    const { upstream } = connect(server.url);
    const signal = noAbort();
    await upstream.getJson({ ...get, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

it('a derived signal lets go of its parent when disposed', () => {
  const parent = noAbort();
  const { dispose } = linkSignal(parent, 1_000, () => new Error('late'));
  expect(getEventListeners(parent, 'abort')).toHaveLength(1);
  dispose();
  expect(getEventListeners(parent, 'abort')).toEqual([]);
});
