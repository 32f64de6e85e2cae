import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { type ToolError, timeout } from '@patchbay/core';
import { describe, expect, it, vi } from 'vitest';
import { linkSignal } from './link-signal.ts';
import {
  connect,
  countSchema,
  type LocalServer,
  noAbort,
  sendJson,
  startServer,
  stopTimers,
  toolErrorOf,
  untilSeen,
} from './local-server.fixture.ts';

const get = { path: 'items', schema: countSchema };

/** Asks, and lets the attempt's deadline pass once the server is at it. */
async function endOf(server: LocalServer): Promise<ToolError> {
  stopTimers();
  const { upstream } = connect(server.url, { timeoutMs: 80 });
  const ending = toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
  await untilSeen(server, 1);
  vi.advanceTimersByTime(79);
  expect(await Promise.race([ending, turn('going on')])).toBe('going on');
  vi.advanceTimersByTime(1);
  return ending;
}

describe('an attempt ends at its deadline', () => {
  it('when no headers come', async () => {
    const server = await startServer(() => {});
    expect(await endOf(server)).toMatchObject({ code: 'timeout', retryable: true });
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
    expect(await endOf(server)).toMatchObject({ code: 'timeout' });
    await dropped;
  });

  it('when an error answer only drips', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(404);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(await endOf(server)).toMatchObject({ code: 'timeout' });
  });

  it('when all sockets are taken', async () => {
    const server = await startServer((request, response) => {
      if (request.url !== '/items?slow=1') sendJson(response, { n: 1 });
    });
    const { upstream } = connect(server.url, { timeoutMs: 120, connections: 1 });
    const slow = toolErrorOf(upstream.getJson({ ...get, query: { slow: 1 }, signal: noAbort() }));
    const queued = toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    const ends = await Promise.all([slow, queued]);
    expect(ends.map(({ code }) => code)).toEqual(['timeout', 'timeout']);
  });
});

describe('a call ends at its budget', () => {
  it('across attempts', async () => {
    const server = await startServer((_request, response) => {
      setTimeout(() => sendJson(response, {}, 503), 60);
    });
    const { upstream } = connect(server.url, { budgetMs: 150, maxAttempts: 50 });
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });

  it('without waiting for a retry that could not finish', async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, {}, 503, { 'retry-after': '60' }),
    );
    const { upstream } = connect(server.url, { retry: { honourRetryAfterUpToMs: 600_000 } });
    const error = await toolErrorOf(upstream.getJson({ ...get, budgetMs: 60_000, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'unavailable', retryAfterMs: 60_000 });
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
    expect(await pending).toMatchObject({ code: 'cancelled' });
    await dropped;
  });

  it('ends the wait before a retry', async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, {}, 503, { 'retry-after': '600' }),
    );
    const patient = { budgetMs: 900_000, retry: { honourRetryAfterUpToMs: 600_000 } };
    const { upstream, events } = connect(server.url, patient);
    const controller = new AbortController();
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    await expect.poll(() => events.some(({ type }) => type === 'retry')).toBe(true);
    controller.abort();
    expect(await pending).toMatchObject({ code: 'cancelled' });
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
