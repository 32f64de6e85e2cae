import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../transport.ts';
import { createGuard } from './guard.ts';
import { nextRequest } from './redirects.ts';

const guard = createGuard({ allow: 'public' });
const request: WireRequest = {
  origin: 'https://a.example.org',
  method: 'GET',
  path: '/x/y?z=1',
  headers: { accept: '*/*', authorization: 'Bearer a' },
  body: undefined,
};

describe('what a redirect asks for', () => {
  it.each([
    ['../b?c#d', 'https://a.example.org', '/b?c'],
    ['//b.example.org/c', 'https://b.example.org', '/c'],
    ['https://b.example.org', 'https://b.example.org', '/'],
  ])('is read against the address that led there: %s', (location, origin, path) => {
    expect(nextRequest(guard, request, location)).toMatchObject({ origin, path });
  });

  it.each([
    ['/b', { accept: '*/*', authorization: 'Bearer a' }],
    ['https://b.example.org/', { accept: '*/*' }],
    ['https://a.example.org:80/', { accept: '*/*' }],
  ])('carries a credential only to the same origin: %s', (location, headers) => {
    expect(nextRequest(guard, request, location).headers).toEqual(headers);
  });

  it.each(['http://a.example.org/x/y', 'http://b.example.org/', 'HTTP://b.example.org/'])(
    'never goes from https to http: %s',
    (location) => {
      expect(() => nextRequest(guard, request, location)).toThrow('redirect (https to http)');
    },
  );

  it('may go from http to https', () => {
    const from = { ...request, origin: 'http://a.example.org' };
    expect(nextRequest(guard, from, 'https://a.example.org/')).toMatchObject({
      origin: 'https://a.example.org',
      headers: { accept: '*/*' },
    });
  });
});
