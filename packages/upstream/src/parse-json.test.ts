import { expect, it } from 'vitest';
import { parseTolerantJson } from './parse-json.ts';

it('reads strict JSON as JSON.parse does', () => {
  expect(parseTolerantJson('{"a":[1,null,"x"]}')).toEqual({ a: [1, null, 'x'] });
});

it.each(['nan', 'NaN', '-nan', 'Infinity', '-Infinity', 'inf', '-inf', '+inf'])(
  'reads a bare %s as null',
  (word) => {
    expect(parseTolerantJson(`{"a":[1,${word},2],"b":${word}}`)).toEqual({ a: [1, null, 2], b: null });
  },
);

it('leaves such words inside strings alone, escaped quotes included', () => {
  expect(parseTolerantJson(String.raw`{"nan":"NaN, \"nan\", inf\\","b":nan}`)).toEqual({
    nan: 'NaN, "nan", inf\\',
    b: null,
  });
});

it.each(['', '<html>nan</html>', '{"a":banana}', '{"a":nan', '"unclosed nan', '{"a": nano}'])(
  'refuses %j',
  (text) => {
    expect(() => parseTolerantJson(text)).toThrow(SyntaxError);
  },
);

it('scans a hostile body of many open escapes without going back over it, which would take hours', () => {
  expect(() => parseTolerantJson(`[nan,"${String.raw`\"`.repeat(1_000_000)}`)).toThrow(SyntaxError);
});

it('survives a string of several megabytes beside a bare nan', () => {
  const long = 'x'.repeat(6 * 1024 * 1024);
  expect(parseTolerantJson(`["${long}",nan]`)).toEqual([long, null]);
});
