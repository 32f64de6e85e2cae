import { expect, it } from 'vitest';
import { isSecretVariable } from './secret-variables.ts';

it.each([
  'PATCHBAY_KEY_PEPPER',
  'REDIS_URL',
  'PATCHBAY_STATE_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'HTTPS_PROXY',
])('%s is never shown', (name) => {
  expect(isSecretVariable(name)).toBe(true);
});

it.each(['PATCHBAY_KEYS_FILE', 'PATCHBAY_AUTH', 'PATCHBAY_ADDRESS_LIMIT'])('%s may be shown', (name) => {
  expect(isSecretVariable(name, '/data/keys.json')).toBe(false);
});
