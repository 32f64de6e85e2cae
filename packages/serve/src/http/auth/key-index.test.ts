/** Holds how keys are looked up, and when one stops being good. */
import { describe, expect, it } from 'vitest';
import { createKeyIndex } from './key-index.ts';
import type { KeyRecord } from './key-record.ts';
import { digestToken, mintToken } from './key-token.ts';

const noon = Date.parse('2026-06-01T12:00:00Z');

function made(parts: Partial<KeyRecord> = {}) {
  const { id, token } = mintToken('vault');
  const record: KeyRecord = {
    id,
    server: 'vault',
    name: 'test',
    user: 'ada',
    tenant: 'acme',
    role: 'keeper',
    scopes: ['vault:read'],
    digest: digestToken(token, undefined),
    created_at: '2026-01-01T00:00:00.000Z',
    ...parts,
  };
  return { token, record };
}

describe('a key that is remembered', () => {
  it('is good up to the moment at which it expires', () => {
    const { token, record } = made({ expires_at: '2026-06-01T12:00:01.000Z' });
    const index = createKeyIndex('vault', undefined);
    index.replace([record]);
    expect(index.verify(token, noon)).toHaveProperty('caller');
    expect(index.recall(token, noon + 999)).toBeDefined();
    expect(index.recall(token, noon + 1000)).toBeUndefined();
    expect(index.verify(token, noon + 1000)).toMatchObject({ problem: 'expired' });
    expect(index.isActive(record.id, noon + 999)).toBe(true);
    expect(index.isActive(record.id, noon + 1000)).toBe(false);
  });

  it('is forgotten when it is revoked, removed, or another key under its id', () => {
    const { token, record } = made();
    for (const next of [
      [{ ...record, revoked_at: '2026-06-01T12:00:00.000Z' }],
      [],
      [{ ...record, digest: made().record.digest }],
    ]) {
      const index = createKeyIndex('vault', undefined);
      index.replace([record]);
      index.verify(token, noon);
      expect(index.recall(token, noon)).toBeDefined();
      index.replace(next);
      expect(index.recall(token, noon)).toBeUndefined();
      expect(index.verify(token, noon)).toHaveProperty('problem');
    }
  });

  it('stays remembered, with its last use, when another key changes, and takes changed scopes', () => {
    const { token, record } = made();
    const index = createKeyIndex('vault', undefined);
    index.replace([record]);
    index.verify(token, noon);
    index.replace([{ ...record, scopes: [] }, made().record]);
    expect(index.recall(token, noon)?.caller.scopes.size).toBe(0);
    expect([...index.usesSince(noon).keys()]).toEqual([record.id]);
    expect(index.usesSince(noon + 1).size).toBe(0);
  });
});
