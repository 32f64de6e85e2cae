import { rateLimited } from '@patchbay/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';
import type { UpstreamOptions } from './types.ts';

const get = { path: 'items', schema: countSchema, ttlMs: 1_000, staleIfErrorMs: 10_000 };

/** A counting server, a clock and an outage switch in the test's hands. */
async function world(options: Partial<UpstreamOptions> = {}) {
  const state = { now: 1_000_000, status: 200 };
  let count = 0;
  const server = await startServer((_request, response) => {
    count += 1;
    sendJson(response, { n: count }, state.status);
  });
  const connected = connect(server.url, { clock: () => state.now, maxAttempts: 1, ...options });
  const read = (extra: { query?: Record<string, string>; headers?: Record<string, string> } = {}) =>
    connected.upstream.getJson({ ...get, ...extra, signal: noAbort() });
  return { state, server, read, ...connected };
}

describe('within its time to live', () => {
  it('an answer is served again, with its age', async () => {
    const { state, read, server, upstream } = await world();
    await read();
    state.now += 400;
    expect(await read()).toEqual({ value: { n: 1 }, age_ms: 400, stale: false, from: 'cache' });
    expect(server.seen).toHaveLength(1);
    expect(upstream.health().cache).toEqual({ entries: 1, hits: 1, misses: 1, stale: 0, hit_rate: 0.5 });
  });

  it('equal queries in another order are one entry, secrets aside', async () => {
    const { read, server } = await world({ secretQuery: { apikey: 'k' } });
    await read({ query: { a: '1', b: '2' } });
    expect((await read({ query: { b: '2', a: '1' } })).from).toBe('cache');
    expect(server.seen).toEqual(['GET /items?a=1&b=2&apikey=k']);
  });

  it('callers with different headers never see each other', async () => {
    const { read } = await world();
    const alice = await read({ headers: { authorization: 'Bearer alice' } });
    const bob = await read({ headers: { authorization: 'Bearer bob' } });
    expect([alice.value.n, bob.value.n]).toEqual([1, 2]);
    expect((await read({ headers: { Authorization: 'Bearer alice' } })).value.n).toBe(1);
  });

  it('a caller who sets no ttl always asks', async () => {
    const { read, server, upstream } = await world();
    await read();
    const { path, schema } = get;
    expect((await upstream.getJson({ path, schema, signal: noAbort() })).value).toEqual({ n: 2 });
    expect(server.seen).toHaveLength(2);
  });

  it('an answer cannot be changed by who got it', async () => {
    const nested = z.object({ list: z.array(z.object({ n: z.number() })) });
    const server = await startServer((_request, response) => sendJson(response, { list: [{ n: 1 }] }));
    const { upstream } = connect(server.url);
    const read = () => upstream.getJson({ path: 'items', schema: nested, ttlMs: 60_000, signal: noAbort() });
    const { value } = await read();
    expect(() => value.list.push({ n: 2 })).toThrow(TypeError);
    expect(() => Object.assign(value.list[0] ?? {}, { n: 9 })).toThrow(TypeError);
    expect((await read()).value).toEqual({ list: [{ n: 1 }] });
  });
});

describe('past its time to live', () => {
  it('an answer is refreshed', async () => {
    const { state, read } = await world();
    await read();
    state.now += 1_000;
    expect(await read()).toMatchObject({ value: { n: 2 }, age_ms: 0, from: 'network' });
  });

  it.each([401, 429, 500, 503])('the old answer stands in for a %i, with its age', async (status) => {
    const { state, read, upstream, events } = await world();
    await read();
    state.now += 5_000;
    state.status = status;
    expect(await read()).toEqual({ value: { n: 1 }, age_ms: 5_000, stale: true, from: 'cache' });
    expect(upstream.health()).toMatchObject({ status: 'degraded', cache: { stale: 1, misses: 2, hits: 0 } });
    expect(events).toContainEqual(expect.objectContaining({ type: 'cache', result: 'stale' }));
  });

  it('the old answer stands in while the circuit is open', async () => {
    const { state, read, server, upstream } = await world({ breaker: { volumeThreshold: 2 } });
    await read();
    state.now += 2_000;
    state.status = 503;
    await read();
    await read();
    expect(upstream.health().circuit).toBe('open');
    const before = server.seen.length;
    expect(await read()).toMatchObject({ value: { n: 1 }, stale: true });
    expect(server.seen).toHaveLength(before);
  });

  it('the old answer stands in when the quota is spent', async () => {
    let isSpent = false;
    const { state, read } = await world({
      admit: () => {
        if (isSpent) throw rateLimited('Quota used up.', { hint: 'Wait.' });
      },
    });
    await read();
    state.now += 2_000;
    isSpent = true;
    expect(await read()).toMatchObject({ value: { n: 1 }, stale: true, age_ms: 2_000 });
  });

  it.each([
    [400, 'validation_error'],
    [404, 'not_found'],
    [409, 'conflict'],
  ] as const)("a %i is the request's own fault and not papered over", async (status, code) => {
    const { state, read } = await world();
    await read();
    state.now += 2_000;
    state.status = status;
    expect(await toolErrorOf(read())).toMatchObject({ code });
  });

  it('the old answer stands in when the caller ran out of time', async () => {
    let isHanging = false;
    const server = await startServer((_request, response) => isHanging || sendJson(response, { n: 1 }));
    let now = 0;
    const { upstream } = connect(server.url, { clock: () => now });
    await upstream.getJson({ ...get, signal: noAbort() });
    now = 2_000;
    isHanging = true;
    const late = await upstream.getJson({ ...get, signal: AbortSignal.timeout(40) });
    expect(late).toMatchObject({ value: { n: 1 }, stale: true, age_ms: 2_000 });
  });

  it('a cancelled caller gets no old answer', async () => {
    const { state, read, upstream } = await world();
    await read();
    state.now += 2_000;
    const controller = new AbortController();
    const pending = toolErrorOf(upstream.getJson({ ...get, signal: controller.signal }));
    controller.abort();
    expect(await pending).toMatchObject({ code: 'cancelled' });
  });

  it('an answer that is too old even for an outage is not served', async () => {
    const { state, read } = await world();
    await read();
    state.now += 11_000;
    state.status = 503;
    expect(await toolErrorOf(read())).toMatchObject({ code: 'unavailable' });
  });
});

describe('its bounds', () => {
  it('hold in entries', async () => {
    const { read, upstream } = await world({ cache: { maxEntries: 3 } });
    for (const q of ['a', 'b', 'c', 'd', 'e']) await read({ query: { q } });
    expect(upstream.health().cache.entries).toBe(3);
    expect((await read({ query: { q: 'e' } })).from).toBe('cache');
    expect((await read({ query: { q: 'a' } })).from).toBe('network');
  });

  it('hold in bytes', async () => {
    const { read, upstream } = await world({ cache: { maxBytes: 20 } });
    for (const q of ['a', 'b', 'c', 'd']) await read({ query: { q } });
    expect(upstream.health().cache.entries).toBe(2);
  });

  it('leave out an answer that would not fit at all', async () => {
    const { read, upstream } = await world({ cache: { maxBytes: 3 } });
    expect((await read()).value).toEqual({ n: 1 });
    expect(upstream.health().cache.entries).toBe(0);
  });
});

describe('invalidate', () => {
  it('forgets by prefix', async () => {
    const { read, upstream } = await world();
    await read({ query: { q: 'a' } });
    upstream.invalidate('/other');
    expect((await read({ query: { q: 'a' } })).from).toBe('cache');
    upstream.invalidate('/items');
    expect((await read({ query: { q: 'a' } })).from).toBe('network');
  });

  it('forgets by predicate over the resource', async () => {
    const { read, upstream } = await world();
    await read({ query: { q: 'a' } });
    await read({ query: { q: 'b' } });
    upstream.invalidate((resource) => resource === '/items?q=a');
    expect((await read({ query: { q: 'a' } })).from).toBe('network');
    expect((await read({ query: { q: 'b' } })).from).toBe('cache');
  });
});
