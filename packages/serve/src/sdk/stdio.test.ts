import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSdkParts, modernMeta } from './sdk.fixture.ts';
import { serveSdkStdio } from './stdio.ts';

const message = z.looseObject({
  id: z.unknown().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});

/** A connection over streams in memory. */
function open() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const received: z.output<typeof message>[] = [];
  const state = { closed: false };
  output.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean))
      received.push(message.parse(JSON.parse(line)));
  });
  const connection = serveSdkStdio({
    ...createSdkParts(),
    input,
    output,
    onError: () => undefined,
    onClose: () => {
      state.closed = true;
    },
  });
  const send = (id: number | undefined, method: string, params: object = {}) => {
    input.write(`${JSON.stringify({ jsonrpc: '2.0', ...(id !== undefined && { id }), method, params })}\n`);
  };
  return {
    input,
    connection,
    received,
    state,
    send,
    ask(id: number, method: string, params: object = {}) {
      send(id, method, { ...params, _meta: modernMeta });
    },
    async until(predicate: (entry: z.output<typeof message>) => boolean) {
      while (!received.some(predicate)) await sleep(1);
    },
  };
}

const isAnswer = (id: number) => (entry: { id?: unknown; method?: string | undefined }) =>
  entry.id === id && entry.method === undefined;
const call = (name: string, args: object = {}) => ({ name, arguments: args });

describe('the requests in flight', () => {
  it('count from their arrival to their answer', async () => {
    const { connection, ask, until } = open();
    expect(await connection.idle(0)).toBe(0);
    ask(1, 'tools/list');
    await until(isAnswer(1));
    expect(await connection.idle(60_000)).toBe(0);
    ask(2, 'tools/call', call('wait'));
    await expect.poll(() => connection.idle(0)).toBe(1);
    expect(await connection.idle(10)).toBe(1);
    await connection.close();
  });

  it('end with a cancellation, which is not answered', async () => {
    const { connection, ask, send, until } = open();
    ask(1, 'tools/list');
    await until(isAnswer(1));
    ask(2, 'tools/call', call('wait'));
    await expect.poll(() => connection.idle(0)).toBe(1);
    send(undefined, 'notifications/cancelled', { requestId: 2 });
    expect(await connection.idle(60_000)).toBe(0);
    await connection.close();
  });

  it('do not include subscriptions, which nothing but the end answers', async () => {
    const { connection, ask, until, received } = open();
    ask(1, 'tools/list');
    await until(isAnswer(1));
    ask(2, 'subscriptions/listen', { notifications: { toolsListChanged: true } });
    await until((entry) => entry.method === 'notifications/subscriptions/acknowledged');
    expect(await connection.idle(60_000)).toBe(0);
    await connection.close();
    expect(received.some(isAnswer(2))).toBe(true);
  });

  it('count twice under one id only as long as one of them runs', async () => {
    const { connection, ask, until } = open();
    ask(1, 'tools/list');
    ask(1, 'tools/list');
    await until(isAnswer(1));
    expect(await connection.idle(60_000)).toBe(0);
    await connection.close();
  });
});

describe('the end of the connection', () => {
  it('is told when its input ends', async () => {
    const { input, state } = open();
    input.end();
    await expect.poll(() => state.closed).toBe(true);
  });
});

describe('changes', () => {
  const notified = (method: string) => (entry: { method?: string | undefined }) => entry.method === method;
  const updated = 'notifications/resources/updated';

  it('reach clients of 2025 for the resources that they watch, and for lists', async () => {
    const { connection, send, until, received } = open();
    send(1, 'initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'old', version: '1' },
    });
    await until(isAnswer(1));
    send(undefined, 'notifications/initialized');
    send(2, 'resources/subscribe', { uri: 'sdk://a' });
    send(3, 'resources/subscribe', { uri: 'sdk://b' });
    send(4, 'resources/unsubscribe', { uri: 'sdk://b' });
    for (const [id, uri] of [
      [5, 'sdk://a'],
      [6, 'sdk://b'],
      [7, 'sdk://c'],
    ] as const) {
      send(id, 'tools/call', call('announce', { uri }));
      await until(isAnswer(id));
    }
    expect(received.filter(notified(updated)).map((entry) => entry.params)).toEqual([{ uri: 'sdk://a' }]);
    expect(received.filter(notified('notifications/tools/list_changed'))).toHaveLength(3);
    await connection.close();
  });

  it('reach clients of today that listen, and no others', async () => {
    const { connection, ask, until, received } = open();
    ask(1, 'tools/call', call('announce', { uri: 'sdk://a' }));
    await until(isAnswer(1));
    expect(received.filter((entry) => entry.method !== undefined)).toEqual([]);
    ask(2, 'subscriptions/listen', { notifications: { resourceSubscriptions: ['sdk://a'] } });
    await until(notified('notifications/subscriptions/acknowledged'));
    ask(3, 'tools/call', call('announce', { uri: 'sdk://b' }));
    ask(4, 'tools/call', call('announce', { uri: 'sdk://a' }));
    await until(isAnswer(4));
    await until(notified(updated));
    expect(received.filter(notified(updated)).map((entry) => entry.params?.['uri'])).toEqual(['sdk://a']);
    expect(received.filter(notified('notifications/tools/list_changed'))).toEqual([]);
    await connection.close();
  });
});
