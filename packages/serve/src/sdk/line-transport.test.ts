/** Holds that on stdio everything that has an id is answered, under its id, whatever else is wrong with it. */
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSdkParts } from './sdk.fixture.ts';
import { serveSdkStdio } from './stdio.ts';

const handshake = {
  jsonrpc: '2.0',
  id: 'handshake',
  method: 'initialize',
  params: { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'old', version: '1' } },
};
const list = (id: unknown, more: object = {}) => ({ jsonrpc: '2.0', id, method: 'tools/list', ...more });

/** A connection of 2025 over streams in memory, and every line that came back, parsed. */
async function open() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const errors: string[] = [];
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const connection = serveSdkStdio({
    ...createSdkParts(),
    input,
    output,
    onError: ({ message }) => errors.push(message),
    onClose: () => undefined,
  });
  const lines = (): unknown[] =>
    text
      .split('\n')
      .slice(1, -1)
      .map((line): unknown => JSON.parse(line));
  input.write(`${JSON.stringify(handshake)}\n`);
  while (!text.includes('\n')) await sleep(1);
  return {
    input,
    output,
    connection,
    /** Writes lines as they stand; gives back what is answered to them before the next request. */
    async say(...sent: readonly (string | object)[]): Promise<unknown[]> {
      const before = lines().length;
      for (const line of sent) input.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
      input.write(`${JSON.stringify(list('after'))}\n`);
      while (!JSON.stringify(lines().slice(before)).includes('"id":"after"')) await sleep(1);
      const isOther = (line: unknown) => !(Reflect.get(Object(line), 'id') === 'after');
      return lines().slice(before).filter(isOther);
    },
    lines,
  };
}

const refused = (id: unknown, code: number) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: expect.any(String) },
});
const answered = (id: unknown) => ({ jsonrpc: '2.0', id, result: { tools: expect.any(Array) } });

describe('a line', () => {
  it.each([
    ['that is no JSON', 'not json', null, -32_700],
    ['that is cut off', '{"jsonrpc":"2.0","id":7,"method"', null, -32_700],
    ['that is a number', '42', null, -32_600],
    ['that is null', 'null', null, -32_600],
    ['that is an empty batch', '[]', null, -32_600],
    ['that is an empty object', '{}', null, -32_600],
    ['of another version', list(7, { jsonrpc: '1.0' }), 7, -32_600],
    ['without a version', { id: 'a', method: 'tools/list' }, 'a', -32_600],
    ['without a method', { jsonrpc: '2.0', id: 7 }, 7, -32_600],
    ['with a method that is no text', { jsonrpc: '2.0', id: 7, method: 1 }, 7, -32_600],
    ['with members that nobody knows', list(7, { extra: 1 }), 7, -32_600],
    ['with the id null', list(null), null, -32_600],
    ['with an id that is a fraction', list(1.5), 1.5, -32_600],
    ['with an id that is true', list(true), null, -32_600],
    ['with an id that is a list', list([7]), null, -32_600],
    ['with an id that is an object', list({}), null, -32_600],
    ['with the params null', list(7, { params: null }), 7, -32_602],
    ['with params that are a list', list('x', { params: [] }), 'x', -32_602],
    ['with a method that does not exist', { jsonrpc: '2.0', id: 7, method: 'no/such' }, 7, -32_601],
  ])('%s is refused under its id', async (_which, line, id, code) => {
    const { say } = await open();
    expect(await say(line)).toEqual([refused(id, code)]);
  });

  it.each([[''], [0], [-1], ['\u0000'], [Number.MAX_SAFE_INTEGER], ['__proto__']])(
    'with the id %j is answered',
    async (id) => {
      const { say } = await open();
      expect(await say(list(id))).toEqual([answered(id)]);
    },
  );

  it.each([
    ['a byte order mark', `\uFEFF${JSON.stringify(list(7))}`],
    ['spaces around it', ` \t${JSON.stringify(list(7))}  `],
    ['a carriage return', `${JSON.stringify(list(7))}\r`],
  ])('with %s is answered', async (_what, line) => {
    const { say } = await open();
    expect(await say(line)).toEqual([answered(7)]);
  });

  it.each([
    ['that is blank', ' \t\r'],
    [
      'that is a notification of the wrong kind',
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: 7 },
    ],
    ['that answers a request nobody sent', { jsonrpc: '2.0', id: 99, result: {} }],
    ['that answers in the wrong form', { jsonrpc: '2.0', id: 99, error: 'no' }],
  ])('%s is not answered', async (_which, line) => {
    const { say } = await open();
    expect(await say(line)).toEqual([]);
  });

  it.each([
    [
      'first',
      (text: string) =>
        `{"id":"long","jsonrpc":"2.0","method":"tools/call","params":{"id":1,"text":"${text}"}}`,
      'long',
    ],
    [
      'last',
      (text: string) =>
        `{"method":"tools/call","params":{"a":[{"id":2}],"t":"\\"}${text}"},"jsonrpc":"2.0","id":5}`,
      5,
    ],
    ['nowhere', (text: string) => `[{"id":1,"text":"${text}"}]`, null],
  ])('over the limit is refused under the id that stands %s in it', async (_where, write, id) => {
    const { say } = await open();
    expect(await say(write('x'.repeat(11_000_000)))).toEqual([refused(id, -32_600)]);
  });

  it('that ends with the input is answered', async () => {
    const { input, connection, lines } = await open();
    input.write(JSON.stringify(list('last')));
    while (input.readableLength > 0) await sleep(1);
    connection.endInput();
    await expect.poll(lines).toEqual([answered('last')]);
  });
});

describe('a batch', () => {
  it('is answered as one, whatever is wrong with a part of it', async () => {
    const { say } = await open();
    const [answers, ...others] = await say([
      list(1),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      list(2, { params: null }),
      list(true),
      7,
      list('three'),
      { jsonrpc: '2.0', id: 4, result: {} },
    ]);
    expect(others).toEqual([]);
    expect(answers).toHaveLength(5);
    expect(answers).toEqual(
      expect.arrayContaining([
        answered(1),
        refused(2, -32_602),
        refused(null, -32_600),
        refused(null, -32_600),
        answered('three'),
      ]),
    );
  });

  it('of one request is answered as a batch', async () => {
    const { say } = await open();
    expect(await say([list(1)])).toEqual([[answered(1)]]);
  });

  it('of notifications is not answered', async () => {
    const { say } = await open();
    expect(await say([{ jsonrpc: '2.0', method: 'notifications/initialized' }])).toEqual([]);
  });

  it('answers an id that it holds twice once, and refuses it once', async () => {
    const { say } = await open();
    const [answers] = await say([list(1), list(1)]);
    expect(answers).toHaveLength(2);
    expect(answers).toEqual(expect.arrayContaining([answered(1), refused(1, -32_600)]));
  });

  it('does not wait for a request that its client took back', async () => {
    const { say } = await open();
    const wait = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'wait', arguments: {} } };
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    const lines = await say([wait, list(2)], cancel);
    expect(lines).toEqual([[answered(2)]]);
  });

  it('of too many is refused for each id', async () => {
    const { say } = await open();
    const ids = Array.from({ length: 101 }, (_, index) => index);
    expect(await say(ids.map((id) => list(id)))).toEqual([ids.map((id) => refused(id, -32_600))]);
  });
});

describe('a client that does not read', () => {
  it('is not read from either, and everything is answered when it goes on', async () => {
    const { input, output, lines } = await open();
    output.pause();
    const count = 4000;
    for (let id = 0; id < count; id += 1) input.write(`${JSON.stringify(list(id))}\n`);
    await expect.poll(() => input.isPaused()).toBe(true);
    output.resume();
    await expect.poll(() => lines().length, { timeout: 60_000 }).toBe(count);
  });
});
