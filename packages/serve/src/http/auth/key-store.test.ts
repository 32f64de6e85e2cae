/** Holds what a place for keys promises, a file as well as Redis: no change is lost, and nothing foreign is overwritten. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createLogger } from '@patchbay/observability';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeRedis } from '../../redis.fixture.ts';
import { createSharedRedis } from '../../shared-redis.ts';
import { addKey, keysFile } from './auth.fixture.ts';
import { createFileStore } from './file-store.ts';
import type { KeyStore } from './key-store.ts';
import { createRedisStore } from './redis-store.ts';

const silent = createLogger({ level: 'silent', name: 'test', version: '0' });
const patient = { commandMs: 60_000 };

/** What every place of keys keeps; `open` gives two views of one place. */
function storeSuite(open: (server: string) => readonly [KeyStore, KeyStore]): void {
  it('gives back what was added, and a new version with every change', async () => {
    const server = newServer();
    const [store, other] = open(server);
    expect((await store.read()).keys).toEqual([]);
    const versions = [await store.version()];
    const { id } = await addKey(store, { server, team: 'north', scopes: ['a:read', 'a:write'] });
    versions.push(await other.version());
    expect((await other.read()).keys).toMatchObject([
      { id, server, user: 'ada', team: 'north', scopes: ['a:read', 'a:write'] },
    ]);
    await addKey(other, { server, scopes: [] });
    versions.push(await store.version());
    expect((await store.read()).keys).toHaveLength(2);
    expect(new Set(versions).size).toBe(3);
    expect((await store.read()).version).toBe(versions[2]);
  });

  it('revokes once, and for good', async () => {
    const server = newServer();
    const [store, other] = open(server);
    const { id } = await addKey(store, { server });
    expect(await other.revoke(id, new Date('2026-05-01T00:00:00Z'))).toBe(true);
    expect(await store.revoke(id, new Date('2026-06-01T00:00:00Z'))).toBe(true);
    expect(await store.revoke('unknown1', new Date())).toBe(false);
    expect((await store.read()).keys).toMatchObject([{ id, revoked_at: '2026-05-01T00:00:00.000Z' }]);
  });

  it('loses no change that many make at once', async () => {
    const server = newServer();
    const [store, other] = open(server);
    const first = await addKey(store, { server });
    await Promise.all([
      ...Array.from({ length: 10 }, (_, index) => addKey(index % 2 ? store : other, { server })),
      store.revoke(first.id, new Date()),
    ]);
    const { keys } = await store.read();
    expect(keys).toHaveLength(11);
    expect(keys.find(({ id }) => id === first.id)).toHaveProperty('revoked_at');
  });

  it('keeps last uses apart, so that writing them changes no key', async () => {
    const server = newServer();
    const [store, other] = open(server);
    const { id } = await addKey(store, { server });
    const version = await store.version();
    expect(await store.uses()).toEqual(new Map());
    await other.recordUses(new Map([[id, new Date('2026-05-01T10:00:00Z')]]));
    await store.recordUses(new Map([['another1', new Date('2026-05-02T10:00:00Z')]]));
    expect(await store.uses()).toEqual(
      new Map([
        [id, new Date('2026-05-01T10:00:00Z')],
        ['another1', new Date('2026-05-02T10:00:00Z')],
      ]),
    );
    expect(await store.version()).toBe(version);
  });

  it('notifies of a change that another view made', async () => {
    const server = newServer();
    const [store, other] = open(server);
    await addKey(store, { server });
    let heard = 0;
    store.watch(() => {
      heard += 1;
    });
    // what announces that the watch has begun is no change, and what changed before it is nobody's news
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = heard;
    const changeAgain = async () => {
      await addKey(other, { server });
      return heard;
    };
    await expect.poll(changeAgain).toBeGreaterThan(before);
  });
}

function newServer(): string {
  return `t${randomBytes(6).toString('hex')}`;
}

describe('keys in a file', () => {
  storeSuite((server) => {
    const path = keysFile();
    const stores = [createFileStore(path, server), createFileStore(path, server)] as const;
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return stores;
  });

  it('are for their owner alone, and nothing else is left in the folder', async () => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    const { token } = await addKey(store);
    await store.recordUses(new Map());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}.used`).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain(token.slice(-38, -6));
  });

  it('of several servers share one file', async () => {
    const path = keysFile();
    const [vault, crm] = [createFileStore(path, 'vault'), createFileStore(path, 'crm')];
    await addKey(vault);
    const other = await addKey(crm, { server: 'crm' });
    expect((await vault.read()).keys).toHaveLength(1);
    expect(await vault.revoke(other.id, new Date())).toBe(false);
    expect((await crm.read()).keys[0]).not.toHaveProperty('revoked_at');
  });

  it('that cannot be understood are never overwritten', async () => {
    const path = keysFile();
    const store = createFileStore(path, 'vault');
    writeFileSync(path, '{"version":2}');
    await expect(store.read()).rejects.toThrow('is not a file of keys');
    await expect(addKey(store)).rejects.toThrow('is not a file of keys');
    expect(readFileSync(path, 'utf8')).toBe('{"version":2}');
  });
});

describeRedis('keys in Redis', (url) => {
  storeSuite((server) => {
    const connections = [
      createSharedRedis(url, silent, patient),
      createSharedRedis(url, silent, patient),
    ] as const;
    onTestFinished(async () => {
      await connections[0].run(async (redis) => redis.del(await redis.keys(`patchbay:{${server}:keys}:*`)));
      for (const connection of connections) await connection.close();
    });
    return [createRedisStore(connections[0], server), createRedisStore(connections[1], server)];
  });

  it('name their place without its password', () => {
    const redis = createSharedRedis('redis://user:hunter2@cache.example:6380/3', silent);
    expect(createRedisStore(redis, 'vault').place).toBe('redis cache.example:6380/3');
  });
});
