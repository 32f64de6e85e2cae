/**
 * Keys in Redis, which all instances of a server share.
 *
 * A hash per key, a set of their ids, a counter that every change raises, and a channel that tells all instances at
 * once. An instance that misses the message still sees the counter.
 */
import type { SharedRedis } from '../../shared-redis.ts';
import { type KeyRecord, keyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';

/** Keeps the keys of one server; the caller owns the connection. */
export function createRedisStore(redis: SharedRedis, server: string): KeyStore {
  // braces keep all of it on one node of a cluster
  const name = (part: string) => `patchbay:{${server}:keys}:${part}`;
  const recordName = (id: string) => name(`key:${id}`);
  const names = { ids: name('ids'), version: name('version'), used: name('used'), channel: name('changed') };

  return {
    place: redis.place,
    // the ring asks every second by itself
    freshMs: 1500,
    async read() {
      // the version first: a change in between then only means one reading more
      const version = (await redis.run((commands) => commands.get(names.version))) ?? '0';
      const ids = await redis.run((commands) => commands.smembers(names.ids));
      const hashes = await redis.run((commands) =>
        Promise.all(ids.map((id) => commands.hgetall(recordName(id)))),
      );
      return { version, keys: hashes.flatMap((fields) => recordIn(fields) ?? []) };
    },
    version: async () => (await redis.run((commands) => commands.get(names.version))) ?? '0',
    async add(record) {
      await redis.run((commands) =>
        committed(
          commands
            .multi()
            .hset(recordName(record.id), fieldsOf(record))
            .sadd(names.ids, record.id)
            .incr(names.version)
            .publish(names.channel, record.id),
        ),
      );
    },
    async revoke(id, at) {
      const known = await redis.run((commands) => commands.sismember(names.ids, id));
      if (known === 0) return false;
      await redis.run((commands) =>
        committed(
          commands
            .multi()
            .hsetnx(recordName(id), 'revoked_at', at.toISOString())
            .incr(names.version)
            .publish(names.channel, id),
        ),
      );
      return true;
    },
    async uses() {
      const uses = await redis.run((commands) => commands.hgetall(names.used));
      return new Map(Object.entries(uses).map(([id, at]) => [id, new Date(at)]));
    },
    async recordUses(uses) {
      const fields = Object.fromEntries([...uses].map(([id, at]) => [id, at.toISOString()]));
      await redis.run((commands) => commands.hset(names.used, fields));
    },
    watch: (listener) => redis.subscribe(names.channel, listener),
    close: async () => undefined,
  };
}

/** Rejects unless every command of a transaction was carried out. */
async function committed(transaction: {
  exec(): Promise<[error: Error | null, result: unknown][] | null>;
}): Promise<void> {
  const results = await transaction.exec();
  const failure = results?.find(([error]) => error !== null)?.[0];
  if (results === null || failure) throw failure ?? new Error('Redis gave the transaction up');
}

function fieldsOf({ scopes, ...texts }: KeyRecord): Record<string, string> {
  const present = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { ...Object.fromEntries(present), scopes: scopes.join(' ') };
}

/** A record that this release cannot read is no key. */
function recordIn({ scopes = '', ...texts }: Record<string, string>): KeyRecord | undefined {
  return keyRecord.safeParse({ ...texts, scopes: scopes.split(' ').filter(Boolean) }).data;
}
