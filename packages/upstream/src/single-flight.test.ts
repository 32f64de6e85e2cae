import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { connect, countSchema, noAbort, sendJson, startServer, toolErrorOf } from './local-server.fixture.ts';

const get = { path: 'items', schema: countSchema };

/** A server that answers each request only when told to. */
async function gated() {
  const gate = Promise.withResolvers<void>();
  const dropped = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  let count = 0;
  const server = await startServer(async (_request, response) => {
    response.on('close', () => response.writableFinished || dropped.resolve());
    count += 1;
    const n = count;
    arrived.resolve();
    await gate.promise;
    sendJson(response, { n });
  });
  return {
    server,
    open: gate.resolve,
    dropped: dropped.promise,
    arrived: arrived.promise,
    ...connect(server.url),
  };
}

it('asks once for many identical concurrent reads', async () => {
  const { server, upstream, open, events } = await gated();
  const calls = Array.from({ length: 20 }, () =>
    upstream.getJson({ ...get, query: { a: 1 }, signal: noAbort() }),
  );
  open();
  const results = await Promise.all(calls);
  expect(new Set(results.map(({ value }) => value.n))).toEqual(new Set([1]));
  expect(server.seen).toHaveLength(1);
  expect(events.filter((event) => event.type === 'cache' && event.result === 'shared')).toHaveLength(19);
});

it('keeps apart what differs in query, headers or schema', async () => {
  const { server, upstream, open } = await gated();
  open();
  await Promise.all([
    upstream.getJson({ ...get, signal: noAbort() }),
    upstream.getJson({ ...get, query: { a: 1 }, signal: noAbort() }),
    upstream.getJson({ ...get, headers: { authorization: 'Bearer alice' }, signal: noAbort() }),
    upstream.getJson({ ...get, headers: { authorization: 'Bearer bob' }, signal: noAbort() }),
    upstream.getJson({ ...get, schema: z.object({ n: z.number() }), signal: noAbort() }),
  ]);
  expect(server.seen).toHaveLength(5);
});

it('never shares changes', async () => {
  const { server, upstream, open } = await gated();
  open();
  const send = () => upstream.sendJson({ ...get, method: 'POST', signal: noAbort() });
  const results = await Promise.all([send(), send()]);
  expect(results.map(({ value }) => value.n).sort()).toEqual([1, 2]);
  expect(server.seen).toHaveLength(2);
});

it('lets one caller leave without the others noticing', async () => {
  const { server, upstream, open, arrived } = await gated();
  const leaving = new AbortController();
  const first = toolErrorOf(upstream.getJson({ ...get, signal: leaving.signal }));
  const second = upstream.getJson({ ...get, signal: noAbort() });
  await arrived;
  leaving.abort();
  expect(await first).toMatchObject({ code: 'cancelled' });
  open();
  expect((await second).value).toEqual({ n: 1 });
  expect(server.seen).toHaveLength(1);
});

it('drops the connection when the last caller leaves, and starts afresh for the next', async () => {
  const { server, upstream, open, arrived, dropped } = await gated();
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => toolErrorOf(upstream.getJson({ ...get, signal })));
  await arrived;
  for (const controller of controllers) controller.abort();
  const next = upstream.getJson({ ...get, signal: noAbort() });
  for (const error of await Promise.all(calls)) expect(error.code).toBe('cancelled');
  await dropped;
  open();
  expect((await next).value).toEqual({ n: 2 });
  expect(server.seen).toHaveLength(2);
});

it('shares a failure as it shares an answer', async () => {
  const server = await startServer(async (_request, response) => {
    await sleep(10);
    sendJson(response, {}, 404);
  });
  const { upstream } = connect(server.url);
  const calls = [1, 2, 3].map(() => toolErrorOf(upstream.getJson({ ...get, signal: noAbort() })));
  const errors = await Promise.all(calls);
  expect(errors.map(({ code }) => code)).toEqual(['not_found', 'not_found', 'not_found']);
  expect(server.seen).toHaveLength(1);
});

it('neither joins nor keeps a read that began before an invalidation', async () => {
  const gate = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  let count = 0;
  const server = await startServer(async (_request, response) => {
    count += 1;
    const n = count;
    arrived.resolve();
    if (n === 1) await gate.promise;
    sendJson(response, { n });
  });
  const { upstream } = connect(server.url);
  const read = () => upstream.getJson({ ...get, ttlMs: 60_000, signal: noAbort() });
  const before = read();
  await arrived.promise;
  upstream.invalidate('/items');
  expect((await read()).value).toEqual({ n: 2 });
  gate.resolve();
  expect((await before).value).toEqual({ n: 1 });
  expect((await read()).value).toEqual({ n: 2 });
  expect(server.seen).toHaveLength(2);
});
