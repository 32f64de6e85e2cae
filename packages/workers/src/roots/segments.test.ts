import { expect, test } from 'vitest';
import { readPathText } from './segments.ts';

/** Texts that are no plain path on any system, by what is wrong with them. */
const refusals = {
  'is empty': [''],
  'goes up': ['..', '../secret.txt', 'sub/../../secret.txt', 'sub/..', './../secret.txt', '/a/../b'],
  'control character': ['a\0b', 'plain.txt\0.pdf', '\0', 'a\nb', 'a\tb', 'a\u007fb', 'a\u0085b'],
  'well-formed': ['a\ud800b'],
  URL: [
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'file:/etc/passwd',
    'file://localhost/etc/passwd',
    'file:plain.txt',
    'http://169.254.169.254/latest/meta-data/',
    'https://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'data:text/plain,x',
    'php://filter/resource=x',
  ],
  'network or device': ['//server/share/file.txt', '//?/C:/secret.txt', '//./pipe/x', '///etc/passwd'],
  'empty part': ['a//b', 'sub/', '/a/', 'sub//'],
  'names no file': ['.', './.'],
  backslash: ['..\\secret.txt', 'sub\\plain.txt', '\\\\server\\share', '\\??\\C:\\x', 'a/..\\..\\b'],
  colon: [
    'zip:a!/b',
    'plain.txt:hidden',
    'plain.txt::$DATA',
    'C:secret.txt',
    'sub/C:/x',
    'sub:$I30:$INDEX_ALLOCATION/x',
  ],
  'dot or a space': [
    'plain.txt.',
    'plain.txt ',
    'sub./plain.txt',
    'sub /plain.txt',
    '... ',
    '...',
    '.. /x',
    ' ',
  ],
  device: [
    'con',
    'NUL',
    'nul.txt',
    'sub/Aux.tar.gz',
    'COM1',
    'lpt9.log',
    'com¹',
    'CONIN$',
    'con .txt',
    'prn/x',
  ],
  'more than 255 bytes': ['a'.repeat(256), 'ä'.repeat(128)],
  'longer than': ['a/'.repeat(3_000)],
} as const;

const cases = Object.entries(refusals).flatMap(([why, paths]) => paths.map((path) => ({ why, path })));

test.for(cases)('$path is refused: $why', ({ why, path }) => {
  expect(readPathText(path, false)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  if (why === 'backslash') return;
  expect(readPathText(path, true)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
});

test('backslashes separate on Windows, and hide nothing', () => {
  expect(readPathText('sub\\plain.txt', true)).toMatchObject({ segments: ['sub', 'plain.txt'] });
  expect(readPathText('C:\\data\\plain.txt', true)).toEqual({
    kind: 'absolute',
    drive: 'C:',
    segments: ['data', 'plain.txt'],
  });
  for (const path of [
    '..\\x',
    '\\\\server\\share',
    '\\\\?\\C:\\x',
    '\\\\.\\COM1',
    'a\\..\\..\\b',
    'C:\\a\\..\\b',
  ])
    expect(readPathText(path, true).kind).toBe('refused');
});

/** Names that only look like something else; nothing decodes them. */
const plainNames = [
  '%2e%2e%2fsecret.txt',
  '..%2fsecret.txt',
  '%252e%252e%252fsecret.txt',
  '..%c0%afsecret.txt',
  '．．／secret.txt',
  '․․∕secret.txt',
  '..⁄secret.txt',
  '..＼secret.txt',
  '~',
  '$HOME',
  '-rf',
  '.hidden',
  '..a',
  'console.txt',
  'com10.txt',
  'a\u202etxt.exe',
];

test.for(plainNames)('%s is a name like any other', (path) => {
  expect(readPathText(path, false)).toMatchObject({ kind: 'relative', segments: [path] });
});
