/** Sends JSON that is too deep, too wide, ambiguous or broken: both ways give one answer, and it is a clean one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKey, bearer, keysFile, serveVault } from '../auth/auth.fixture.ts';
import { createFileStore } from '../auth/file-store.ts';
import { callOf } from '../http.fixture.ts';
import {
  type Body,
  type Both,
  call,
  fault,
  inside,
  invalidRequest,
  legacyCall,
  legacyHeaders,
  ok,
  parseError,
  refused,
  startBoth,
  withArguments,
  withCapabilities,
  withId,
  wrongArguments,
} from './json.fixture.ts';

/** A name, a body, its status, and what its reply must hold on both ways. */
type Row = readonly [name: string, body: Body, status: number, reply: object];

const withBytes = (...bytes: readonly number[]) => {
  const [before = '', after = ''] = call.body.split('marker');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
};

const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const deep = 100_000;
const keys = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',');
/** A megabyte of keys. */
const wide = keys(85_000);

const depth: readonly Row[] = [
  ['arrays in an argument', withArguments(`{"text":${arrays(deep)}}`), 400, refused],
  ['objects in an argument', withArguments(`{"text":${objects(deep)}}`), 400, refused],
  ['arrays in an unknown argument', withArguments(`{"text":"a","x":${arrays(deep)}}`), 400, refused],
  ['arrays around everything', arrays(deep), 400, refused],
  ['arrays that are never closed', '['.repeat(deep), 400, refused],
  ['objects that are never closed', '{"a":'.repeat(deep), 400, refused],
  ['arrays for an id', withId(arrays(deep)), 400, refused],
  ['arrays beside the parameters', inside('params', `"x":${arrays(deep)}`), 400, refused],
  ['arrays in the metadata', inside('_meta', `"x":${arrays(deep)}`), 400, refused],
  ['objects for capabilities', withCapabilities(objects(deep)), 400, refused],
  ['one level too many', withArguments(`{"text":"a","x":${arrays(254)}}`), 400, refused],
  [
    'as many levels as there may be',
    withArguments(`{"text":"a","x":${arrays(253)}}`),
    200,
    wrongArguments('x is not a parameter'),
  ],
  ['brackets within a text', withArguments(`{"text":"${'['.repeat(999)}"}`), 200, ok('['.repeat(999))],
  [
    'brackets and quotes within a text',
    withArguments(`{"text":"\\\\\\"${'{['.repeat(999)}\\""}`),
    200,
    ok(`\\"${'{['.repeat(999)}"`),
  ],
  [
    'arrays behind a text of backslashes',
    withArguments(`{"text":"${'\\\\'.repeat(999)}","x":${arrays(deep)}}`),
    400,
    refused,
  ],
];

const width: readonly Row[] = [
  ['arguments', withArguments(`{"text":"a",${wide}}`), 200, wrongArguments('And ')],
  ['an object for a text', withArguments(`{"text":{${wide}}}`), 200, wrongArguments('expected string')],
  ['an array for a text', withArguments(`{"text":[${'1,'.repeat(500_000)}1]}`), 200, wrongArguments('text')],
  ['members beside the parameters', inside('params', wide), 200, ok('marker')],
  ['metadata', inside('_meta', wide), 200, ok('marker')],
  ['capabilities', withCapabilities(`{${wide}}`), 200, ok('marker')],
  ['members of the message', call.body.replace('{', `{${wide},`), 400, fault(-32_600, 1)],
  ['one key, again and again', withArguments(`{${'"text":"a",'.repeat(90_000)}"text":"z"}`), 200, ok('z')],
  [
    'a number of a million digits',
    withArguments(`{"text":"a","times":${'9'.repeat(1_000_000)}}`),
    200,
    wrongArguments('times'),
  ],
  ['a batch of requests', `[${Array(2000).fill(call.body).join()}]`, 400, invalidRequest],
  ['a batch of requests of 2025', `[${Array(9000).fill(legacyCall('{}')).join()}]`, 400, invalidRequest],
];

const twice: readonly Row[] = [
  ['an argument', withArguments('{"text":"first","text":"last"}'), 200, ok('last')],
  ['an argument, once escaped', withArguments('{"text":"first","te\\u0078t":"last"}'), 200, ok('last')],
  ['the arguments', inside('params', '"arguments":{"text":"first"}'), 200, ok('marker')],
  ['the method', call.body.replace('{', '{"method":"tools/list",'), 200, ok('marker')],
  ['the tool', inside('params', '"name":"change"'), 200, ok('marker')],
  ['the id', call.body.replace('{', '{"id":7,'), 200, ok('marker')],
  ['the parameters', call.body.replace('{', '{"params":{"name":"change"},'), 200, ok('marker')],
];

const texts: readonly Row[] = [
  ['a byte that UTF-8 does not have', withBytes(0xff), 400, refused],
  ['an overlong quote', withBytes(0xc0, 0xa2), 400, refused],
  ['a surrogate in UTF-8', withBytes(0xed, 0xa0, 0x80), 400, refused],
  ['a character cut short', withBytes(0xe2, 0x82), 400, refused],
  ['UTF-16', Buffer.from(`\ufeff${call.body}`, 'utf16le'), 400, refused],
  ['UTF-16 without a mark', Buffer.from(call.body, 'utf16le'), 400, parseError],
  ['a byte order mark', `\ufeff${call.body}`, 400, refused],
  ['two byte order marks', `\ufeff\ufeff${call.body}`, 400, refused],
  ['half a surrogate pair, escaped', call.body.replace('marker', '\\ud800'), 200, ok('\ud800')],
  // answers hold no characters that nobody sees
  ['a zero byte, escaped', call.body.replace('marker', 'a\\u0000b'), 200, ok('ab')],
  ['a zero byte', call.body.replace('marker', 'a\0b'), 400, parseError],
  ['a line end within a text', call.body.replace('marker', 'a\nb'), 400, parseError],
  ['nothing', '', 400, parseError],
  ['blanks', ' \r\n\t', 400, parseError],
  ['null', 'null', 400, invalidRequest],
  ['a number', '1', 400, invalidRequest],
  ['a text', '"tools/list"', 400, invalidRequest],
  ['an empty object', '{}', 400, invalidRequest],
  ['an empty batch', '[]', 400, invalidRequest],
  ['a batch of requests of today', `[${call.body}]`, 400, invalidRequest],
  ['a batch of batches', `[[${legacyCall('{"text":"a"}')}]]`, 400, invalidRequest],
  ['half a message', call.body.slice(0, -1), 400, parseError],
  ['a message and a half', `${call.body}{`, 400, parseError],
  ['two messages', `${call.body}\n${call.body}`, 400, parseError],
  ['a comma too many', withArguments('{"text":"a",}'), 400, parseError],
  ['a comment', `/* */${call.body}`, 400, parseError],
  ['no number', withArguments('{"text":"a","times":NaN}'), 400, parseError],
  ['another version', call.body.replace('"2.0"', '"1.0"'), 400, fault(-32_600, 1)],
];

const numbers: readonly Row[] = [
  ['an argument of 1e999', withArguments('{"text":"a","times":1e999}'), 200, wrongArguments('times')],
  ['an argument of -1e999', withArguments('{"text":"a","times":-1e999}'), 200, wrongArguments('times')],
  [
    'an argument above 2^53',
    withArguments('{"text":"a","times":9007199254740993}'),
    200,
    wrongArguments('times'),
  ],
  ['an argument of many digits', withArguments(`{"text":"a","times":1.${'0'.repeat(9999)}1}`), 200, ok('a')],
  ['an id of 1e999', withId('1e999'), 400, invalidRequest],
  ['an id above 2^53', withId('9007199254740993'), 400, fault(-32_600, 9007199254740992)],
  ['an id with a fraction', withId('1.5'), 400, fault(-32_600, 1.5)],
  ['no id at all, in words', withId('null'), 400, invalidRequest],
  ['an id that is an object', withId('{}'), 400, invalidRequest],
  ['an id of 100 kB', withId(`"${'x'.repeat(100_000)}"`), 200, ok('marker', 'x'.repeat(100_000))],
  ['a progress token of 1e999', inside('_meta', '"progressToken":1e999'), 400, fault(-32_602, 1)],
];

let both: Both;
beforeAll(async () => {
  both = await startBoth();
});
afterAll(() => both[Symbol.asyncDispose]());

describe.each([
  ['nested a hundred thousand deep, or nearly deep enough', depth],
  ['a megabyte wide', width],
  ['given twice, of which the last counts', twice],
  ['that is no JSON, or strange JSON', texts],
  ['with numbers beyond all measure', numbers],
])('JSON %s', (_kind, rows) => {
  it.each(rows)('%s', async (_name, body, status, reply) => {
    const answer = await both.send(body);
    expect(answer?.status).toBe(status);
    expect(answer?.reply).toMatchObject(reply);
  });
});

describe('the same from a client of 2025', () => {
  it.each([
    ['nested a hundred thousand deep', `{"text":"a","x":${arrays(deep)}}`, 400, refused],
    ['a megabyte wide', `{"text":"a",${wide}}`, 200, wrongArguments('And ')],
    ['given twice', '{"text":"first","text":"last"}', 200, ok('last')],
    ['with the name constructor', '{"text":"a","constructor":1}', 200, wrongArguments('constructor')],
  ])('%s', async (_name, text, status, reply) => {
    const answer = await both.send(legacyCall(text), legacyHeaders);
    expect(answer?.status).toBe(status);
    expect(answer?.reply).toMatchObject(reply);
  });
});

it('a byte order mark hides no call from the question for scopes', async () => {
  const path = keysFile();
  const { token } = await addKey(createFileStore(path, 'vault'), { scopes: ['vault:metrics'] });
  await using served = await serveVault({ PATCHBAY_KEYS_FILE: path, PATCHBAY_AUTH: 'keys' });
  const { body, headers, method } = callOf('open_vault');
  for (const [mark, status] of [
    ['', 403],
    ['\ufeff', 400],
    ['\ufeff\ufeff', 400],
  ] as const) {
    const init = { method, headers: { ...headers, ...bearer(token) }, body: mark + body };
    expect((await fetch(`${served.url}/mcp`, init)).status).toBe(status);
  }
});
