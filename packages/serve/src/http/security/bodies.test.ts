/** Sends bodies that are too large, too slow, compressed or cut, while somebody else goes on calling. */
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, type Fixture, openSocket } from '../http.fixture.ts';
import {
  type Answer,
  answerIn,
  callsOf,
  drip,
  exchange,
  expectNothingLeaks,
  hangMs,
  headOf,
  lanes,
  lastOf,
  startTarget,
  withBystander,
} from './security.fixture.ts';

// a call that nobody else makes, so that one that was served by mistake shows
const { body, headers } = callOf('change');
const start = headOf(headers);
const refusal = {
  jsonrpc: '2.0',
  error: { code: -32_000, message: expect.any(String) },
  id: null,
};
/** 50 kB that would be 50 MB. */
const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));

const compressed: Readonly<Record<string, readonly [encoding: string, body: Buffer]>> = {
  gzip: ['gzip', gzipSync(body)],
  'gzip, in capitals': ['GZIP', gzipSync(body)],
  'gzip by its old name': ['x-gzip', gzipSync(body)],
  'gzip twice': ['gzip, gzip', gzipSync(gzipSync(body))],
  'gzip on two lines': ['gzip\r\ncontent-encoding: identity', gzipSync(body)],
  'a bomb of gzip': ['gzip', bomb],
  deflate: ['deflate', deflateSync(body)],
  Brotli: ['br', brotliCompressSync(body)],
  Zstandard: ['zstd', zstdCompressSync(body)],
  'an encoding that nobody knows': ['evil', Buffer.from(body)],
  'gzip that is none': ['gzip', Buffer.from(body)],
  'an empty encoding': ['', Buffer.from(body)],
};

describe.each(lanes)('%s', (_way, fastLane) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startTarget({ PATCHBAY_FAST_LANE: fastLane });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const attack = async (act: () => Promise<Answer>): Promise<Answer> => {
    const { outcome } = await withBystander(fixture.url, act);
    expectNothingLeaks(outcome);
    expect(await callsOf(fixture.url, 'change')).toBe(0);
    return outcome;
  };

  it.each(Object.entries(compressed))('%s is refused', async (_name, [encoding, bytes]) => {
    const head = `${start}\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    const answer = await attack(() => exchange(fixture.port, head, bytes));
    expect(answer.statuses).toEqual([415]);
    expect(answer.head).toContain('\r\naccept-encoding: identity');
    expect(JSON.parse(answer.body)).toEqual(refusal);
  });

  it('a compressed body is refused before any of it has come', async () => {
    const head = `${start}\r\ncontent-encoding: gzip\r\ncontent-length: 1000\r\n\r\n`;
    expect((await attack(() => exchange(fixture.port, head))).statuses).toEqual([415]);
  });

  it('a bomb does not grow, neither when it says what it is nor when it does not', async () => {
    const before = process.memoryUsage().rss;
    for (const [line, status] of [
      ['\r\ncontent-encoding: gzip', 415],
      ['', 400],
    ] as const) {
      const head = `${start}${line}\r\nconnection: close\r\ncontent-length: ${bomb.length}\r\n\r\n`;
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => attack(() => exchange(fixture.port, head, bomb))),
      );
      for (const { statuses } of answers) expect(statuses).toEqual([status]);
    }
    // twenty bombs would be a gigabyte
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it.each([
    ['after the headers', `${start}\r\ncontent-length: ${body.length}\r\n\r\n`],
    ['within a body', `${start}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -1)}`],
    ['within a chunk', `${start}\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n${body}`],
    [
      'before the last chunk',
      `${start}\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
    ],
    ['within the headers', start],
    ['within the request line', 'POST /mc'],
  ])('a request that ends %s is no request', async (_where, text) => {
    const answer = await attack(async () => {
      const socket = await openSocket(fixture.port);
      socket.end(text);
      return lastOf(socket);
    });
    expect(answer.statuses).toEqual([400]);
  });

  it('connections that break off within a body, a hundred at once, leave nothing behind', async () => {
    await attack(async () => {
      const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(fixture.port)));
      for (const socket of sockets)
        socket.write(`${start}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 9)}`);
      await sleep(20);
      for (const socket of sockets) socket.resetAndDestroy();
      return answerIn('');
    });
  });

  it('bodies without end, twenty at once, are cut, and nobody else feels them', async () => {
    const megabyte = `${(1_048_576).toString(16)}\r\n${' '.repeat(1_048_576)}\r\n`;
    const endless = [`${start}\r\ntransfer-encoding: chunked\r\n\r\n`, ...Array<string>(6).fill(megabyte)];
    const { outcome, slowestMs } = await withBystander(fixture.url, () =>
      Promise.all(Array.from({ length: 20 }, () => exchange(fixture.port, ...endless))),
    );
    // a client that goes on sending may lose the answer with its connection
    for (const { statuses } of outcome) expect([[413], []]).toContainEqual(statuses);
    expect(outcome.filter(({ statuses }) => statuses.length > 0)).not.toHaveLength(0);
    expect(slowestMs).toBeLessThan(hangMs);
  });
});

/** How a body may be slow: what it begins with, and what comes every tenth of a second. */
const slow: Readonly<Record<string, readonly [start: string, drip: string]>> = {
  'a body that never comes': [`${start}\r\ncontent-length: 1000\r\n\r\n`, ''],
  'a body that stands still': [`${start}\r\ncontent-length: 1000\r\n\r\n${body}`, ''],
  'a body that drips': [`${start}\r\ncontent-length: 1000\r\n\r\n`, ' '],
  'chunks that drip': [`${start}\r\ntransfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  'a chunk that drips': [`${start}\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n`, ' '],
  'chunk extensions without end': [`${start}\r\ntransfer-encoding: chunked\r\n\r\n1;`, 'a'],
};

it('slow bodies of every kind are cut with 408, and nobody else feels them', async () => {
  await using fixture = await startTarget();
  const senders = Object.values(slow).flatMap((one) => Array<typeof one>(20).fill(one));
  const { outcome, slowestMs } = await withBystander(fixture.url, () =>
    Promise.all(senders.map(([beginning, more]) => drip(fixture.port, beginning, more, 100))),
  );
  for (const answer of outcome) {
    expect(answer.statuses).toEqual([408]);
    expect(JSON.parse(answer.body)).toEqual(refusal);
    expectNothingLeaks(answer);
  }
  expect(slowestMs).toBeLessThan(hangMs);
  expect(await callsOf(fixture.url, 'change')).toBe(0);
});
