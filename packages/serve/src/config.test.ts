import { ConfigurationError } from '@patchbay/core';
import { secret } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commonConfig, type Environment, parseEnvironment } from './config.ts';

const config = z.object({
  RIG_API_KEY: z.string().min(20).describe('Key of the upstream.'),
  RIG_MODE: z.enum(['fast', 'safe']).default('safe'),
  RIG_TIMEOUT_MS: z.coerce.number().int().positive().default(1000),
  RIG_URL: z.url().optional(),
});
const key = 'k'.repeat(24);

function complaintsAbout(environment: Environment): string {
  try {
    parseEnvironment(config, environment, 'RIG_');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}

test('values are read, trimmed and typed; what is absent has its default', () => {
  expect(
    parseEnvironment(config, { RIG_API_KEY: ` ${key} `, RIG_TIMEOUT_MS: '5', HOME: '/' }, 'RIG_'),
  ).toEqual({
    RIG_API_KEY: key,
    RIG_MODE: 'safe',
    RIG_TIMEOUT_MS: 5,
  });
});

test('an empty value is an absent one', () => {
  const given = { RIG_API_KEY: key, RIG_MODE: '', RIG_TIMEOUT_MS: '  ', RIG_URL: '' };
  expect(parseEnvironment(config, given, 'RIG_')).toMatchObject({ RIG_MODE: 'safe', RIG_TIMEOUT_MS: 1000 });
  expect(complaintsAbout({ RIG_API_KEY: ' ' })).toContain('RIG_API_KEY: is required. Key of the upstream.');
});

test('every wrong variable is named at once, with what it should be', () => {
  const message = complaintsAbout({
    RIG_API_KEY: 'short',
    RIG_MODE: 'quick',
    RIG_TIMEOUT_MS: 'soon',
    RIG_URL: 'nowhere',
    RIG_TIMEOUT: '5',
  });
  expect(message).toContain('The configuration has 5 errors:');
  expect(message).toMatch(/RIG_API_KEY: .*20 characters/);
  expect(message).toContain('RIG_MODE: must be one of fast, safe.');
  expect(message).toContain('RIG_TIMEOUT_MS: must be a number.');
  expect(message).toContain('RIG_URL: must be a URL, such as https://example.com.');
  expect(message).toContain('RIG_TIMEOUT is not a setting. Did you mean "RIG_TIMEOUT_MS"?');
});

test.each(['RIG_API_KEY', 'RIG_MODE', 'RIG_TIMEOUT_MS', 'RIG_URL', 'RIG_API_KEYS', 'RIG_MOD'])(
  'a secret that landed in %s is not repeated',
  (name) => {
    const secret = 'swordfish-canary';
    const message = complaintsAbout({ ...(name !== 'RIG_API_KEY' && { RIG_API_KEY: key }), [name]: secret });
    expect(message).toContain(name);
    expect(message).not.toContain(secret);
  },
);

test('a setting that is nearly a known one is refused, one that is like none is left alone', () => {
  expect(complaintsAbout({ RIG_API_KEY: key, RIG_MOED: 'fast' })).toContain('Did you mean "RIG_MODE"?');
  expect(complaintsAbout({ RIG_API_KEY: key, RIG_HOMEPAGE: 'x', RIG_OWNER: 'y', RIGGING: 'z' })).toBe('');
});

test('a variable of another server that shares only the prefix is none of our business', () => {
  const other = { PATCHBAY_BRANCH: 'main', PATCHBAY_INSTALL_DIR: '/opt', PATCHBAY_TEST_FLAG: '1' };
  expect(() => parseEnvironment(commonConfig, other, 'PATCHBAY_')).not.toThrow();
});

test('a rule over several variables is reported with its own words', () => {
  const both = z.object({ RIG_A: z.string().optional() }).refine(() => false, 'set RIG_A or RIG_B');
  expect(() => parseEnvironment(both, {}, 'RIG_')).toThrow('set RIG_A or RIG_B');
});

test('the common settings have defaults that suit one user on one machine', () => {
  expect(parseEnvironment(commonConfig, {}, 'PATCHBAY_')).toEqual({
    PATCHBAY_MAX_BODY_BYTES: 4_194_304,
    PATCHBAY_MAX_CONNECTIONS: 20_000,
    PATCHBAY_FAST_LANE: true,
    PATCHBAY_DRAIN_MS: 10_000,
    PATCHBAY_RATE_LIMIT: 600,
    PATCHBAY_ADDRESS_LIMIT: 600,
    PATCHBAY_CONCURRENCY: 64,
    PATCHBAY_RESPONSE_TOKENS: 8000,
    PATCHBAY_CONFIRM: 'when-possible',
  });
});

test('every common setting is described', () => {
  for (const [name, schema] of Object.entries(commonConfig.shape))
    expect(schema.description, name).toBeTruthy();
});

test('lists are split at commas, without empty parts', () => {
  const given = { PATCHBAY_ALLOWED_HOSTS: ' a.example, ,b.example,' };
  expect(parseEnvironment(commonConfig, given, 'PATCHBAY_').PATCHBAY_ALLOWED_HOSTS).toEqual([
    'a.example',
    'b.example',
  ]);
});

test('a secret that is too short to be kept out of logs is refused', () => {
  const rig = z.object({ RIG_PHRASE: secret(z.string()).optional(), RIG_WORD: z.string().optional() });
  const read = (phrase: string) => () => parseEnvironment(rig, { RIG_PHRASE: phrase, RIG_WORD: 'a' }, 'RIG_');
  expect(read('1234567')).toThrow('RIG_PHRASE: is a secret and must have at least 8 characters');
  expect(read('12345678')).not.toThrow();
});

test.each(['*.example.com', 'https://a.example/path', 'a b'])(
  '%j is no host that a request could name',
  (name) => {
    for (const setting of ['PATCHBAY_ALLOWED_HOSTS', 'PATCHBAY_ALLOWED_ORIGINS']) {
      const parse = () => parseEnvironment(commonConfig, { [setting]: name }, 'PATCHBAY_');
      expect(parse).toThrow(`${setting}: must name hosts`);
    }
  },
);
