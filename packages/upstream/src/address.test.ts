import { describe, expect, it } from 'vitest';
import { canonicalResource, headersKey, mergeHeaders, parseBase, wirePath } from './address.ts';

describe('a base URL', () => {
  it('may carry a path', () => {
    expect(parseBase('https://api.example/v1/', 'shop')).toEqual({
      origin: 'https://api.example',
      prefix: '/v1',
    });
  });

  it.each([
    'ftp://api.example',
    'nonsense',
    'https://u:sesame@api.example',
    'https://api.example/?key=sesame',
  ])('is refused without being repeated: %s', (url) => {
    expect(() => parseBase(url, 'shop')).toThrow(TypeError);
    expect(() => parseBase(url, 'shop')).not.toThrow(/sesame|api\.example/);
  });
});

describe('a resource', () => {
  it('sorts its query and leaves undefined out, so that equal requests are equal', () => {
    const one = canonicalResource('forecast', { b: 2, a: ['x', 'y'], c: undefined });
    expect(one).toBe('/forecast?a=x&a=y&b=2');
    expect(canonicalResource('/forecast', { a: ['x', 'y'], b: '2' })).toBe(one);
  });

  it('encodes listed segments', () => {
    expect(canonicalResource(['leads', 'a/b?c'])).toBe('/leads/a%2Fb%3Fc');
  });

  it.each([[['leads', '..']], [['leads', '.']], ['leads/%2e%2E/admin'], ['../admin']])(
    'never climbs out of the base path: %j',
    (path) => {
      expect(() => canonicalResource(path)).toThrow(expect.objectContaining({ code: 'validation_error' }));
    },
  );

  it.each(['leads?x=1', 'leads#x', 'leads\\x'])('refuses a query smuggled into the path: %s', (path) => {
    expect(() => canonicalResource(path)).toThrow(TypeError);
  });
});

it('appends secrets last and only to the wire path', () => {
  const base = parseBase('https://api.example/v1', 'shop');
  expect(wirePath(base, '/forecast?a=1', { apikey: 's t' })).toBe('/v1/forecast?a=1&apikey=s+t');
  expect(wirePath(base, '/forecast', { apikey: 's' })).toBe('/v1/forecast?apikey=s');
  expect(wirePath(base, '/forecast', {})).toBe('/v1/forecast');
});

it('merges headers by name whatever their case, the later one winning', () => {
  expect(mergeHeaders({ Accept: 'a', 'X-One': '1' }, undefined, { accept: 'b', 'x-one': undefined })).toEqual(
    {
      accept: 'b',
      'x-one': '1',
    },
  );
});

it('tells requests with different headers apart without keeping their values', () => {
  const alice = headersKey({ Authorization: 'Bearer alice-sesame' });
  expect(alice).not.toBe(headersKey({ Authorization: 'Bearer bob' }));
  expect(alice).toBe(headersKey({ authorization: 'Bearer alice-sesame' }));
  expect(alice).not.toContain('sesame');
  expect(headersKey({ authorization: undefined })).toBe('');
});
