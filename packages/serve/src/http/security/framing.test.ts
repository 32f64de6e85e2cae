/** Hides requests in requests: both length headers, odd codings, broken lines. None of what is hidden may run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, type Fixture } from '../http.fixture.ts';
import {
  callsOf,
  exchange,
  expectNothingLeaks,
  headOf,
  lanes,
  startTarget,
  withBystander,
} from './security.fixture.ts';

const call = callOf('echo', { text: 'outer' });
const start = headOf(call.headers);
const closing = `${start}\r\nconnection: close`;
const length = call.body.length;
const hex = length.toString(16);
const chunked = `${hex}\r\n${call.body}\r\n0\r\n\r\n`;

/** The request that must never be found inside another one: nobody else calls this tool. */
const hidden = callOf('change');
const smuggled = `${headOf(hidden.headers)}\r\ncontent-length: ${hidden.body.length}\r\n\r\n${hidden.body}`;

/** Header lines, and what follows them before the hidden request. */
const malformed: Readonly<Record<string, readonly [headers: string, body: string]>> = {
  'both length headers': [`content-length: 5\r\ntransfer-encoding: chunked`, chunked],
  'both length headers, the other way round': [`transfer-encoding: chunked\r\ncontent-length: 5`, chunked],
  'a length of nothing and a coding': ['content-length: 0\r\ntransfer-encoding: chunked', chunked],
  'two lengths that differ': [`content-length: ${length}\r\ncontent-length: 0`, call.body],
  'two lengths that agree': [`content-length: ${length}\r\ncontent-length: ${length}`, call.body],
  'a list of lengths': [`content-length: ${length}, ${length}`, call.body],
  'a length with a plus': [`content-length: +${length}`, call.body],
  'a length with a minus': [`content-length: -${length}`, call.body],
  'a length of minus nothing': ['content-length: -0', ''],
  'a length in hexadecimal': ['content-length: 0x10', ''],
  'a length with an exponent': ['content-length: 1e2', ''],
  'a length with a fraction': [`content-length: ${length}.0`, call.body],
  'a length that overflows': ['content-length: 18446744073709551617', ''],
  'a length of two words': ['content-length: 1 1', ''],
  'an empty length': ['content-length:', ''],
  'a space before the colon of the length': [`content-length : ${length}`, call.body],
  'a length on a folded line': ['content-length:\r\n 5', 'abcde'],
  'a coding on a folded line': ['transfer-encoding:\r\n chunked', chunked],
  'a folded line before the length': [
    `x-note: a\r\n content-length: 0\r\ncontent-length: ${length}`,
    call.body,
  ],
  'chunked before identity': ['transfer-encoding: chunked, identity', chunked],
  'chunked, then identity on a line of its own': [
    'transfer-encoding: chunked\r\ntransfer-encoding: identity',
    chunked,
  ],
  'chunked twice': ['transfer-encoding: chunked\r\ntransfer-encoding: chunked', chunked],
  'chunked twice in a list': ['transfer-encoding: chunked, chunked', chunked],
  'a coding besides chunked': ['transfer-encoding: gzip, chunked', chunked],
  'a coding that was removed from HTTP': ['transfer-encoding: identity, chunked', chunked],
  'identity alone': ['transfer-encoding: identity', chunked],
  'an unknown coding': ['transfer-encoding: xchunked', chunked],
  'a coding in quotes': ['transfer-encoding: "chunked"', chunked],
  'a coding behind a vertical tab': ['transfer-encoding: \vchunked', chunked],
  'a coding behind a zero byte': ['transfer-encoding: \0chunked', chunked],
  'a coding before a byte of Latin-1': ['transfer-encoding: chunked\xa0', chunked],
  'a tab before the colon of the coding': ['transfer-encoding\t: chunked', chunked],
  'a space before the colon of the coding': ['transfer-encoding : chunked', chunked],
  'a space before the name of the coding': [' transfer-encoding: chunked', chunked],
  'a chunk size that overflows': [
    'transfer-encoding: chunked',
    `${'F'.repeat(17)}\r\n${call.body}\r\n0\r\n\r\n`,
  ],
  'a chunk size with a prefix': ['transfer-encoding: chunked', `0x${hex}\r\n${call.body}\r\n0\r\n\r\n`],
  'a chunk size with a minus': ['transfer-encoding: chunked', `-1\r\n${call.body}\r\n0\r\n\r\n`],
  'a chunk size with a plus': ['transfer-encoding: chunked', `+${hex}\r\n${call.body}\r\n0\r\n\r\n`],
  'a chunk size behind a space': ['transfer-encoding: chunked', ` ${hex}\r\n${call.body}\r\n0\r\n\r\n`],
  'no chunk size': ['transfer-encoding: chunked', `\r\n${call.body}\r\n0\r\n\r\n`],
  'bare line feeds between chunks': ['transfer-encoding: chunked', `${hex}\n${call.body}\n0\n\n`],
  'a bare line feed after a chunk': ['transfer-encoding: chunked', `${hex}\r\n${call.body}\n0\r\n\r\n`],
  'a bare line feed after a chunk extension': [
    'transfer-encoding: chunked',
    `${hex};a\n${call.body}\r\n0\r\n\r\n`,
  ],
  'a chunk that is longer than it says': ['transfer-encoding: chunked', `${hex}\r\n${call.body}XX0\r\n\r\n`],
  'a bare line feed before the length': [`x-note: a\ncontent-length: ${length}`, call.body],
  'a bare carriage return before the length': [`x-note: a\rcontent-length: ${length}`, call.body],
  'a zero byte in a header': [`x-note: a\0b\r\ncontent-length: ${length}`, call.body],
  'a header without a colon': [`x-note\r\ncontent-length: ${length}`, call.body],
  'a header without a name': [`: a\r\ncontent-length: ${length}`, call.body],
  'no length, with a body all the same': ['x-note: a', call.body],
};

/** Whole requests that Node or the edge must not serve, and the status of each. */
const refused: Readonly<Record<string, readonly [request: string, status: number]>> = {
  'bare line feeds throughout': [smuggled.replaceAll('\r\n', '\n'), 400],
  'chunks in HTTP/1.0': [
    `${headOf(call.headers, 'POST /mcp HTTP/1.0')}\r\ntransfer-encoding: chunked\r\n\r\n${chunked}`,
    400,
  ],
  'a chunk as large as 64 bits can say': [
    `${start}\r\ntransfer-encoding: chunked\r\n\r\n${'F'.repeat(16)}\r\n${' '.repeat(4000)}`,
    413,
  ],
  'a length above the limit': [`${start}\r\ncontent-length: 999999999\r\n\r\n`, 413],
  'the preface of HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  'the greeting of TLS': ['\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03', 400],
  'an unknown version': [headOf({}, 'GET /healthz HTTP/9.9'), 400],
  'a request line of four words': [headOf({}, 'GET /mcp HTTP/1.1 HTTP/1.1'), 400],
  'an unknown method': [headOf({}, 'EVIL /mcp HTTP/1.1'), 400],
  'an expectation that cannot be met': [
    `${closing}\r\nexpect: 200-ok\r\ncontent-length: ${length}\r\n\r\n${call.body}`,
    417,
  ],
  'a header of 20 kB': [headOf({ 'x-note': 'evil'.repeat(5000) }, 'GET /healthz HTTP/1.1'), 431],
  'a path of 20 kB': [headOf({}, `GET /mcp?${'evil'.repeat(5000)} HTTP/1.1`), 431],
  'three thousand headers': [`${headOf({}, 'GET /healthz HTTP/1.1')}${'\r\nx: evil'.repeat(3000)}`, 431],
};

describe.each(lanes)('%s', (_way, fastLane) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startTarget({ PATCHBAY_FAST_LANE: fastLane, PATCHBAY_MAX_BODY_BYTES: '4000' });
  });
  afterAll(async () => {
    // nothing of all that was sent here may have been taken for a request
    expect(await callsOf(fixture.url, 'change')).toBe(0);
    await fixture[Symbol.asyncDispose]();
  });

  const attack = async (...parts: readonly string[]) => {
    const { outcome } = await withBystander(fixture.url, () => exchange(fixture.port, ...parts));
    expectNothingLeaks(outcome);
    expect(await callsOf(fixture.url, 'change')).toBe(0);
    return outcome;
  };

  it.each(Object.entries(malformed))('%s hides no request', async (name, [headers, body]) => {
    const { statuses } = await attack(`${start}\r\n${headers}\r\n\r\n${body}${smuggled}`);
    // without a length the body is a second request, and that one is malformed
    expect(statuses.at(-1), name).toBe(400);
    expect(statuses).toHaveLength(1);
  });

  it.each(Object.entries(refused))('%s is refused and hides no request', async (_name, [request, status]) => {
    const { statuses } = await attack(`${request}\r\n\r\n${smuggled}`);
    expect(statuses).toEqual([status]);
  });

  it.each([
    ['a tab before the coding', `transfer-encoding:\tchunked\r\n\r\n${chunked}`],
    ['a coding in capitals', `transfer-encoding: CHUNKED\r\n\r\n${chunked}`],
    [
      'chunk extensions and trailers',
      `transfer-encoding: chunked\r\n\r\n${hex};a=b\r\n${call.body}\r\n0\r\nx-evil: 1\r\n\r\n`,
    ],
    [
      'an expectation that can be met',
      `expect: 100-continue\r\ncontent-length: ${length}\r\n\r\n${call.body}`,
    ],
  ])('%s is what HTTP allows, and means the same to everybody', async (_name, rest) => {
    const { statuses, text } = await attack(`${closing}\r\n${rest}`);
    expect(statuses.at(-1)).toBe(200);
    expect(text).toContain('"structuredContent":{"text":"outer"}');
  });

  it.each([
    ['a probe', 'GET /healthz HTTP/1.1', 200],
    ['a preflight', 'OPTIONS /mcp HTTP/1.1', 204],
    ['a request for a stream', 'GET /mcp HTTP/1.1', 405],
    ['a request to end a session', 'DELETE /mcp HTTP/1.1', 405],
    ['a path that is not there', 'POST /nowhere HTTP/1.1', 404],
    ['the former transport', 'POST /sse HTTP/1.1', 410],
  ])('the body of %s is never read as a request', async (_name, line, status) => {
    const head = headOf({ connection: 'close', 'content-length': String(smuggled.length) }, line);
    const { statuses } = await attack(`${head}\r\n\r\n${smuggled}`);
    expect(statuses).toEqual([status]);
  });

  it.each([
    [
      'an upgrade to WebSocket',
      headOf({ connection: 'upgrade, close', upgrade: 'websocket' }, 'GET /mcp HTTP/1.1'),
    ],
    ['a tunnel', headOf({}, 'CONNECT evil.example:443 HTTP/1.1')],
  ])('%s is not granted, and what follows it is not served', async (_name, head) => {
    const { statuses } = await attack(`${head}\r\n\r\n${smuggled}`);
    expect([[405], []]).toContainEqual(statuses);
  });

  it('a body that was not read takes the connection with it', async () => {
    const { statuses } = await attack(
      `${start}\r\ncontent-encoding: gzip\r\ncontent-length: ${smuggled.length}\r\n\r\n`,
      smuggled,
    );
    expect(statuses).toEqual([415]);
  });
});

it('a request that stands behind another one, hidden by nothing, does reach its tool', async () => {
  await using fixture = await startTarget();
  const outer = `${start}\r\ncontent-length: ${length}\r\n\r\n${call.body}`;
  await exchange(fixture.port, outer, smuggled.replace('host', 'connection: close\r\nhost'));
  expect(await callsOf(fixture.url, 'change')).toBe(1);
});
