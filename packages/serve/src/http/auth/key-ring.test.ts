/** Holds that what is remembered of keys never outlives a change in their store. */
import crypto from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@patchbay/observability';
import { memoryLog } from '@patchbay/observability/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { addKey, keysFile } from './auth.fixture.ts';
import { createFileStore } from './file-store.ts';
import { type KeyRingOptions, openKeyRing } from './key-ring.ts';
import { digestToken, mintToken } from './key-token.ts';

async function openRing(options: Partial<KeyRingOptions> = {}) {
  const path = keysFile();
  const sink = memoryLog();
  const log = createLogger({ level: 'debug', name: 'test', version: '0', destination: sink.destination });
  const admin = createFileStore(path, 'vault');
  const first = await addKey(admin);
  const ring = await openKeyRing({ server: 'vault', store: createFileStore(path, 'vault'), log, ...options });
  onTestFinished(() => ring.close());
  return { path, admin, ring, first, sink };
}

// the clock stands still until a test moves it
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function advance(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

describe('a key ring', () => {
  it('recalls a key only after it was verified', async () => {
    const { ring, first } = await openRing();
    expect(ring.recall(first.token)).toBeUndefined();
    const verdict = await ring.verify(first.token);
    expect(verdict).toMatchObject({ keyId: first.id, caller: { id: 'ada', tenant: 'acme', role: 'keeper' } });
    expect(ring.recall(first.token)).toBe(verdict);
  });

  it('recalls no key that differs in one character', async () => {
    const { ring, first } = await openRing();
    await ring.verify(first.token);
    for (let at = 0; at < first.token.length; at += 1) {
      const wrong = `${first.token.slice(0, at)}${first.token[at] === '0' ? '1' : '0'}${first.token.slice(at + 1)}`;
      expect(ring.recall(wrong), wrong).toBeUndefined();
    }
    expect(ring.recall(first.token)).toBeDefined();
  });

  it('knows why a key is not good', async () => {
    const { ring, admin, first } = await openRing();
    const expired = await addKey(admin, { expires_at: '2026-01-02T00:00:00.000Z' });
    const revoked = await addKey(admin, { revoked_at: '2026-01-02T00:00:00.000Z' });
    const stranger = mintToken('vault');
    const forged = mintToken('vault');
    await addKey(admin, { id: forged.id });
    expect(await ring.verify('nonsense')).toEqual({ problem: 'malformed' });
    expect(await ring.verify(`${first.token.slice(0, -1)}_`)).toEqual({ problem: 'checksum' });
    expect(await ring.verify(stranger.token)).toEqual({ problem: 'unknown' });
    expect(await ring.verify(forged.token)).toEqual({ problem: 'mismatch', keyId: forged.id });
    expect(await ring.verify(expired.token)).toEqual({ problem: 'expired', keyId: expired.id });
    expect(await ring.verify(revoked.token)).toEqual({ problem: 'revoked', keyId: revoked.id });
  });

  it('compares in constant time, both what is stored and what is remembered', async () => {
    const { ring, first } = await openRing();
    const compare = vi.spyOn(crypto, 'timingSafeEqual');
    syncBuiltinESMExports();
    onTestFinished(() => {
      compare.mockRestore();
      syncBuiltinESMExports();
    });
    await ring.verify(first.token);
    expect(compare).toHaveBeenCalledTimes(1);
    ring.recall(first.token);
    expect(compare).toHaveBeenCalledTimes(2);
    await ring.verify(mintToken('vault').token);
    expect(compare).toHaveBeenCalledTimes(3);
  });

  it('lets a key go when it expires', async () => {
    const { ring, admin } = await openRing();
    const brief = await addKey(admin, { expires_at: new Date(Date.now() + 100).toISOString() });
    expect(await ring.verify(brief.token)).toHaveProperty('caller');
    expect(ring.recall(brief.token)).toBeDefined();
    advance(100);
    expect(ring.recall(brief.token)).toBeUndefined();
    expect(await ring.verify(brief.token)).toMatchObject({ problem: 'expired' });
  });

  it('lets a key in that was made after it was opened', async () => {
    const { ring, admin } = await openRing();
    advance(110);
    const late = await addKey(admin);
    expect(await ring.verify(late.token)).toHaveProperty('caller');
  });

  it('refuses a revoked key within its bound although no notification came', async () => {
    const { ring, path, first } = await openRing();
    const deaf = createFileStore(path, 'vault');
    const silentRing = await openKeyRing({
      server: 'vault',
      store: { ...deaf, watch: () => undefined },
      log: createLogger({ level: 'silent', name: 'test', version: '0' }),
    });
    await silentRing.verify(first.token);
    await createFileStore(path, 'vault').revoke(first.id, new Date());
    advance(201);
    expect(silentRing.recall(first.token)).toBeUndefined();
    expect(await silentRing.verify(first.token)).toMatchObject({ problem: 'revoked' });
    await silentRing.close();
    expect(ring.size()).toBe(1);
  });

  it('goes by the last known keys while the store cannot be read, for a bounded time', async () => {
    const { ring, path, first, sink } = await openRing({ graceMs: 900 });
    const whole = readFileSync(path, 'utf8');
    await ring.verify(first.token);
    writeFileSync(path, 'half of');
    await expect.poll(() => ring.health()).toMatchObject([{ status: 'degraded' }]);
    expect(ring.recall(first.token)).toBeDefined();
    advance(900);
    expect(ring.recall(first.token)).toBeUndefined();
    expect(await ring.verify(first.token)).toEqual({ problem: 'store_unavailable' });
    expect(ring.health()).toMatchObject([{ status: 'down', required: true }]);
    writeFileSync(path, whole);
    await expect.poll(() => ring.health()).toMatchObject([{ status: 'up' }]);
    expect(await ring.verify(first.token)).toHaveProperty('caller');
    expect(sink.lines().map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('takes the loss of the file for the loss of all keys', async () => {
    const { ring, path, first } = await openRing();
    await ring.verify(first.token);
    rmSync(path);
    advance(210);
    expect(await ring.verify(first.token)).toEqual({ problem: 'unknown' });
  });

  it('needs the pepper for keys that were made with one', async () => {
    const pepper = 'p'.repeat(40);
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const { id, token } = mintToken('vault');
    await addKey(store, { id, digest: digestToken(token, pepper) });
    const log = createLogger({ level: 'silent', name: 'test', version: '0' });
    const [with_, without] = [
      await openKeyRing({ server: 'vault', store: createFileStore(path, 'vault'), log, pepper }),
      await openKeyRing({ server: 'vault', store: createFileStore(path, 'vault'), log }),
    ];
    expect(await with_.verify(token)).toHaveProperty('caller');
    expect(await without.verify(token)).toMatchObject({ problem: 'mismatch' });
    await Promise.all([with_.close(), without.close()]);
  });
});

describe('the last use of a key', () => {
  it('is written down in batches, however often it is used', async () => {
    const { ring, path, admin, first } = await openRing({ usesMs: 150 });
    await ring.verify(first.token);
    for (let call = 0; call < 1000; call += 1) ring.recall(first.token);
    expect(existsSync(`${path}.used`)).toBe(false);
    await expect.poll(async () => (await admin.uses()).size).toBe(1);
    const written = readFileSync(`${path}.used`, 'utf8');
    await sleep(320);
    expect(readFileSync(`${path}.used`, 'utf8')).toBe(written);
  });

  it('is written down at the end', async () => {
    const { ring, admin, first } = await openRing();
    await ring.verify(first.token);
    await ring.close();
    const used = (await admin.uses()).get(first.id)?.getTime() ?? 0;
    expect(used).toBe(Date.now());
  });
});
