import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { CallContext } from '../define/context.ts';
import { errorOf, plainTool, rig, textOf } from '../rig.fixture.ts';

type Work = (context: CallContext<unknown>) => Promise<{ ok: boolean }>;

function rigWith(work: Work, timeoutMs = 30) {
  return rig({ tools: [{ ...plainTool, timeoutMs, handler: (_, context) => work(context) }] });
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('a handler that ignores its signal is answered for at the deadline, and what it says later is dropped', async () => {
  const late = Promise.withResolvers<{ ok: boolean }>();
  const { call, lines } = rigWith(() => late.promise);
  const result = await call('get_thing');
  expect(errorOf(result)).toMatchObject({ code: 'timeout', retryable: true });
  expect(textOf(result)).toContain('get_thing did not finish within 30 ms.');
  late.resolve({ ok: true });
  await late.promise;
  expect(lines()).toHaveLength(1);
});

test('a handler that fails after the deadline troubles nobody', async () => {
  const late = Promise.withResolvers<{ ok: boolean }>();
  const { call } = rigWith(() => late.promise);
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'timeout' });
  late.reject(new Error('too late'));
  await new Promise((resolve) => setImmediate(resolve));
});

test('the signal aborts at the deadline, with the reason', async () => {
  const { call } = rigWith(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'timeout' });
});

test('cancelling ends the call at once and aborts the work', async () => {
  const client = new AbortController();
  let seen: AbortSignal | undefined;
  const { call } = rigWith(({ signal }) => {
    seen = signal;
    queueMicrotask(() => client.abort());
    return new Promise(() => {});
  }, 5000);
  const result = await call('get_thing', {}, { signal: client.signal });
  expect(errorOf(result)).toMatchObject({ code: 'cancelled' });
  expect(seen?.aborted).toBe(true);
});

test('a call that was cancelled before it began does no work', async () => {
  let worked = false;
  const { call, lines } = rigWith(async () => {
    worked = true;
    return { ok: true };
  });
  const result = await call('get_thing', {}, { signal: AbortSignal.abort() });
  expect(errorOf(result)).toMatchObject({ code: 'cancelled' });
  expect(worked).toBe(false);
  expect(lines()[0]).toMatchObject({ outcome: 'cancelled', code: 'cancelled' });
});

const endings: readonly [string, Work][] = [
  ['succeeds', async () => ({ ok: true })],
  ['fails', () => Promise.reject(new Error('no'))],
  [
    'throws at once',
    () => {
      throw new Error('no');
    },
  ],
  ['never ends', () => new Promise(() => {})],
];

test.each(endings)('no timer or listener is left when a handler %s', async (_, work) => {
  const client = new AbortController();
  const before = timers();
  await rigWith(work, 20).call('get_thing', {}, { signal: client.signal });
  expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
  expect(timers()).toBeLessThanOrEqual(before);
});

test('no timer or listener is left when a layer inside throws at once', async () => {
  const client = new AbortController();
  const before = timers();
  const { call } = rig({
    middleware: [
      () => {
        throw new Error('no');
      },
    ],
  });
  expect(errorOf(await call('get_thing', {}, { signal: client.signal }))).toMatchObject({ code: 'internal' });
  expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
  expect(timers()).toBeLessThanOrEqual(before);
});
