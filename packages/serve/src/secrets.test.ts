import { createRedactor } from '@patchbay/observability';
import { secret } from '@patchbay/schemas';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commonConfig } from './config.ts';
import { mustHide, secretValues } from './secrets.ts';

const config = z.object({
  RIG_DSN: secret(z.string()).optional(),
  RIG_PHRASE: secret(z.string().min(10)).optional(),
  RIG_FORWARD: z.string().optional(),
  RIG_KEY_PLACE: z.string().optional(),
});

test('the declaration decides, whatever a variable is called', () => {
  const environment = {
    RIG_DSN: 'host=db password=swordfish',
    RIG_PHRASE: 'correct horse',
    RIG_FORWARD: 'elsewhere.example',
    RIG_KEY_PLACE: 'under the mat',
    OTHER_SECRET: 'of another program',
  };
  expect(secretValues(environment, config, commonConfig)).toEqual([
    'host=db password=swordfish',
    'correct horse',
  ]);
});

test('a URL with credentials is recognised in a setting that was not declared', () => {
  expect(mustHide(config.shape.RIG_FORWARD, 'https://user:word@host')).toBe(true);
  expect(mustHide(config.shape.RIG_FORWARD, 'https://host')).toBe(false);
});

describe('what servers log', () => {
  const line = 'listening on http://127.0.0.1:3000/mcp at level info';

  test('is not blanked out by the values of settings that are no secrets', () => {
    const environment = {
      NO_PROXY: '127.0.0.1',
      PATCHBAY_LOG_LEVEL: 'info',
      PATCHBAY_ALLOWED_HOSTS: '127.0.0.1',
      PATCHBAY_KEYS_FILE: 'http',
    };
    const redactor = createRedactor({ secrets: secretValues(environment, config, commonConfig) });
    expect(redactor.text(line)).toBe(line);
  });

  test.each([
    'HTTPS_PROXY',
    'REDIS_URL',
    'OTEL_EXPORTER_OTLP_HEADERS',
    'PATCHBAY_KEY_PEPPER',
    'PATCHBAY_STATE_KEY',
  ])('does not show %s', (name) => {
    const value = 'swordfish-canary-of-32-characters';
    const redactor = createRedactor({ secrets: secretValues({ [name]: value }, config, commonConfig) });
    expect(redactor.text(`it is ${value}!`)).toBe('it is [REDACTED]!');
  });
});
