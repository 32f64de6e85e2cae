/** Picks the place of keys. */
import type { CommonConfig } from '../../config.ts';
import type { SharedRedis } from '../../shared-redis.ts';
import { createFileStore } from './file-store.ts';
import type { KeyStore } from './key-store.ts';
import { createRedisStore } from './redis-store.ts';

/** What the place depends on. */
export interface StoreOptions {
  readonly server: string;
  readonly common: Pick<CommonConfig, 'PATCHBAY_KEYS_FILE'>;
  readonly redis: SharedRedis | undefined;
  readonly keysFile?: string | undefined;
}

/** The file that the configuration names, else Redis, else the default file; undefined when there is none of them. */
export function openKeyStore({ server, common, redis, keysFile }: StoreOptions): KeyStore | undefined {
  const named = common.PATCHBAY_KEYS_FILE;
  if (named !== undefined) return createFileStore(named, server);
  if (redis !== undefined) return createRedisStore(redis, server);
  return keysFile === undefined ? undefined : createFileStore(keysFile, server);
}
