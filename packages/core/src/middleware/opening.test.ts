import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { errorOf, plainTool, rig } from '../rig.fixture.ts';

test('the time of opening is not the time of the tool', async () => {
  const opening = sleep(60);
  const { call } = rig({ tools: [{ ...plainTool, timeoutMs: 20 }] }, { ready: () => opening });
  expect(await call('get_thing')).not.toHaveProperty('isError');
});

test('cancelling ends the wait, and leaves nothing behind', async () => {
  const opening = Promise.withResolvers<void>();
  const { call } = rig({}, { ready: () => opening.promise });
  const abort = new AbortController();
  const result = call('get_thing', {}, { signal: abort.signal });
  abort.abort();
  expect(errorOf(await result)).toMatchObject({ code: 'cancelled' });
  opening.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
});

test('a server that could not be opened fails the call', async () => {
  const { call } = rig({}, { ready: () => Promise.reject(new Error('no disk')) });
  expect(errorOf(await call('get_thing'))).toMatchObject({ code: 'internal' });
});
