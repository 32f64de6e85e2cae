import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { holdsCredentials, isNotSecret, isSecret, notSecret, plainUrl, secret } from './setting.ts';

describe('a declared secret', () => {
  const text = z.string().min(8);
  test.each([
    ['as it is', secret(text)],
    ['described', secret(text).describe('Key.')],
    ['optional', secret(text).optional().describe('Key.')],
    ['with a default', secret(text).default('12345678')],
    ['through a transformation', secret(text).transform((value) => value.length)],
    ['into another schema', z.string().pipe(secret(text))],
    ['as one of several', z.literal('none').or(secret(text)).nullable().readonly()],
    ['around an optional one', secret(text.optional())],
  ])('is known %s', (_how, schema) => {
    expect(isSecret(schema)).toBe(true);
    expect(isNotSecret(schema)).toBe(false);
  });

  test('does not make one of the schema that it was declared from', () => {
    secret(text);
    expect(isSecret(text)).toBe(false);
  });
});

test('what may be shown says so with a reason that is not empty', () => {
  expect(isNotSecret(notSecret(z.coerce.number(), 'a count').default(1))).toBe(true);
  expect(isNotSecret(notSecret(z.string(), ' '))).toBe(false);
  expect(isSecret(notSecret(z.string(), 'a path'))).toBe(false);
});

test.each([
  'https://user:word@host',
  'redis://:word@host/0',
  'https://host/?api_key=1',
  'postgres://user@host',
])('%s holds credentials', (url) => {
  expect(holdsCredentials(url)).toBe(true);
});

test.each(['https://host/path?page=2', 'user:word@host', '127.0.0.1', ''])('%s holds none', (text) => {
  expect(holdsCredentials(text)).toBe(false);
});

test('a plain URL refuses credentials and other schemes', () => {
  expect(plainUrl().safeParse('https://host/path').success).toBe(true);
  expect(plainUrl().safeParse('https://user:word@host').error?.issues[0]?.message).toContain('credentials');
  expect(plainUrl().safeParse('ftp://host').success).toBe(false);
});
