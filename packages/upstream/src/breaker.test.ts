import { validationError } from '@patchbay/core';
import { expect, it, vi } from 'vitest';
import {
  connect,
  countSchema,
  noAbort,
  sendJson,
  startServer,
  stopTimers,
  toolErrorOf,
  untilSeen,
} from './local-server.fixture.ts';
import type { Upstream } from './types.ts';

const get = { path: 'items', schema: countSchema };
const breaker = { volumeThreshold: 3, resetTimeoutMs: 60_000, rollingWindowMs: 30_000 };

/** A server whose answers are steered by the test, and an upstream that never retries, whose time stands still. */
async function steered() {
  stopTimers();
  const answer = { status: 200, hang: false };
  const server = await startServer((_request, response) => {
    if (!answer.hang) sendJson(response, { n: 1 }, answer.status);
  });
  return { answer, server, ...connect(server.url, { maxAttempts: 1, breaker }) };
}

async function fail(upstream: Upstream, times: number): Promise<void> {
  for (let call = 0; call < times; call += 1)
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
}

it('opens after enough failures, rejects at once, probes once and closes again', async () => {
  const { answer, server, upstream, events } = await steered();
  answer.status = 503;
  await fail(upstream, 3);
  expect(upstream.health()).toMatchObject({ circuit: 'open', status: 'down' });

  const rejected = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
  expect(rejected).toMatchObject({ code: 'unavailable', retryable: true });
  expect(rejected.retryAfterMs).toBeGreaterThan(0);
  expect(rejected.retryAfterMs).toBeLessThanOrEqual(breaker.resetTimeoutMs);
  expect(server.seen).toHaveLength(3);

  vi.advanceTimersByTime(breaker.resetTimeoutMs);
  expect(upstream.health()).toMatchObject({ circuit: 'half_open', status: 'degraded' });
  answer.status = 200;
  await upstream.getJson({ ...get, signal: noAbort() });
  expect(upstream.health()).toMatchObject({ circuit: 'closed', status: 'up' });
  expect(events.filter(({ type }) => type === 'circuit')).toMatchObject([
    { state: 'open' },
    { state: 'half_open' },
    { state: 'closed' },
  ]);
});

it('opens again when the probe fails', async () => {
  const { answer, server, upstream } = await steered();
  answer.status = 500;
  await fail(upstream, 3);
  vi.advanceTimersByTime(breaker.resetTimeoutMs);
  await fail(upstream, 1);
  expect(server.seen).toHaveLength(4);
  expect(upstream.health().circuit).toBe('open');
});

it('lets one probe through at a time', async () => {
  const { answer, server, upstream } = await steered();
  answer.status = 503;
  await fail(upstream, 3);
  vi.advanceTimersByTime(breaker.resetTimeoutMs);
  answer.status = 200;
  const schema = countSchema;
  const calls = ['a', 'b', 'c'].map((path) => upstream.getJson({ path, schema, signal: noAbort() }));
  const results = await Promise.allSettled(calls);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(server.seen).toHaveLength(4);
});

it('takes a cancelled probe for no proof of health', async () => {
  const { answer, server, upstream } = await steered();
  answer.status = 503;
  await fail(upstream, 3);
  vi.advanceTimersByTime(breaker.resetTimeoutMs);
  answer.hang = true;
  const controller = new AbortController();
  const probe = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
  await untilSeen(server, 4);
  controller.abort();
  await probe;
  await expect.poll(() => upstream.health().circuit).toBe('open');
});

it.each([400, 401, 404, 409, 422, 429])('does not count a %i', async (status) => {
  const { answer, upstream } = await steered();
  answer.status = status;
  await fail(upstream, 8);
  expect(upstream.health().circuit).toBe('closed');
});

it('does not count cancellations', async () => {
  const { answer, server, upstream } = await steered();
  answer.hang = true;
  for (let call = 0; call < 6; call += 1) {
    const controller = new AbortController();
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    await untilSeen(server, call + 1);
    controller.abort();
    expect(await pending).toMatchObject({ code: 'cancelled' });
  }
  expect(upstream.health().circuit).toBe('closed');
});

it('does not count answers in an unexpected form', async () => {
  const server = await startServer((_request, response) => sendJson(response, { other: true }));
  const { upstream } = connect(server.url, { breaker });
  await fail(upstream, 8);
  expect(upstream.health().circuit).toBe('closed');
});

it('does not count what admit refused', async () => {
  const { upstream } = connect('http://127.0.0.1:9', {
    breaker,
    admit: () => {
      throw validationError('Too heavy.', { hint: 'Ask for less.' });
    },
  });
  await fail(upstream, 8);
  expect(upstream.health().circuit).toBe('closed');
});

it('counts timeouts', async () => {
  const server = await startServer(() => {});
  stopTimers();
  const { upstream } = connect(server.url, { timeoutMs: 30, breaker });
  for (let call = 1; call <= 3; call += 1) {
    const failed = fail(upstream, 1);
    await untilSeen(server, call);
    vi.advanceTimersByTime(30);
    await failed;
  }
  expect(upstream.health().circuit).toBe('open');
});

it('stops the retries of a call as it opens', async () => {
  const server = await startServer((_request, response) => sendJson(response, {}, 503));
  const { upstream } = connect(server.url, { maxAttempts: 10, breaker });
  await fail(upstream, 1);
  expect(server.seen).toHaveLength(3);
});
