import { describe, expect, it } from 'vitest';
import { UpstreamFailure } from './failure.ts';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';
import { delayBefore, parseRetryAfter } from './retry.ts';

const get = { path: 'items', schema: countSchema };
const post = { ...get, method: 'POST', body: {} } as const;

/** Fails the first requests, then answers. */
function failing(times: number, status: number, headers: Record<string, string> = {}) {
  let count = 0;
  return startServer((_request, response) => {
    count += 1;
    if (count <= times) sendJson(response, {}, status, headers);
    else sendJson(response, { n: count });
  });
}

describe('a read', () => {
  it.each([502, 503, 504])('is repeated after a %i', async (status) => {
    const server = await failing(2, status);
    const { upstream, events } = connect(server.url);
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 3 });
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { attempt: 1, reason: 'status', status },
      { attempt: 2, reason: 'status', status },
    ]);
  });

  it('is repeated after a reset', async () => {
    let count = 0;
    const server = await startServer((request, response) => {
      count += 1;
      if (count === 1) request.socket.resetAndDestroy();
      else sendJson(response, { n: count });
    });
    const { upstream } = connect(server.url);
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 2 });
  });

  it('is given up after the last attempt', async () => {
    const server = await failing(99, 503);
    const { upstream } = connect(server.url, { maxAttempts: 3, breaker: { volumeThreshold: 50 } });
    expect(await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }))).toMatchObject({
      code: 'unavailable',
    });
    expect(server.seen).toHaveLength(3);
  });

  it.each([400, 401, 404, 409, 429, 500, 501])('is not repeated after a %i', async (status) => {
    const server = await failing(1, status);
    const { upstream } = connect(server.url);
    await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(server.seen).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  it('is waited for when short', async () => {
    const server = await failing(1, 429, { 'retry-after': '1' });
    const { upstream, events } = connect(server.url);
    const startedAt = performance.now();
    expect((await upstream.getJson({ ...get, signal: noAbort() })).value).toEqual({ n: 2 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
    expect(events).toContainEqual(expect.objectContaining({ type: 'retry', status: 429 }));
  });

  it('is passed on at once when long', async () => {
    const server = await failing(1, 429, { 'retry-after': '30' });
    const { upstream } = connect(server.url);
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 30_000 });
    expect(error.hint).toBe('Wait 30 s before you call again.');
    expect(server.seen).toHaveLength(1);
  });

  it('may be an HTTP date', async () => {
    const server = await failing(1, 429, { 'retry-after': 'Sun, 01 Mar 2026 12:05:00 GMT' });
    const { upstream } = connect(server.url, { clock: () => Date.parse('2026-03-01T12:00:00Z') });
    const error = await toolErrorOf(upstream.getJson({ ...get, signal: noAbort() }));
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 300_000 });
    expect(error.hint).toBe('Wait 5 minutes before you call again.');
  });

  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 1970 00:00:09 GMT', 4_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
    ['-3', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('%j reads as %j ms', (header, expected) => {
    expect(parseRetryAfter(header, 5_000)).toBe(expected);
  });
});

describe('a change', () => {
  it('is never repeated on its own', async () => {
    const server = await failing(1, 503);
    const { upstream } = connect(server.url);
    await toolErrorOf(upstream.sendJson({ ...post, signal: noAbort() }));
    expect(server.seen).toEqual(['POST /items']);
  });

  it('is repeated when marked idempotent', async () => {
    const server = await failing(1, 503);
    const { upstream } = connect(server.url);
    const { value } = await upstream.sendJson({ ...post, idempotent: true, signal: noAbort() });
    expect(value).toEqual({ n: 2 });
  });
});

it('draws delays over the whole range below a doubling bound', () => {
  const policy = { baseMs: 100, maxDelayMs: 300, honourRetryAfterUpToMs: 2_000 };
  const failure = new UpstreamFailure('network');
  for (const [attempt, bound] of [
    [1, 100],
    [2, 200],
    [3, 300],
    [9, 300],
  ] as const) {
    const delays = Array.from({ length: 400 }, () => delayBefore(failure, attempt, policy) ?? Number.NaN);
    expect(Math.max(...delays)).toBeLessThan(bound);
    expect(Math.max(...delays)).toBeGreaterThan(bound * 0.9);
    expect(Math.min(...delays)).toBeLessThan(bound * 0.1);
  }
});
