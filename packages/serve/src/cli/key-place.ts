import { join } from 'node:path';
import { type AnyServer, ConfigurationError } from '@patchbay/core';
import { createLogger } from '@patchbay/observability';
import { fileProblem, networkProblem } from '@patchbay/schemas';
import { commonConfig, parseEnvironment } from '../config.ts';
import type { KeyStore } from '../http/auth/key-store.ts';
import { openKeyStore } from '../http/auth/open-store.ts';
import { pathsOf } from '../paths.ts';
import { createSharedRedis } from '../shared-redis.ts';
import { problemOf } from './finding.ts';
import type { Host } from './host.ts';

/** The place of a server's keys, as its HTTP serving would find it. */
export interface KeyPlace {
  readonly store: KeyStore;
  readonly pepper: string | undefined;
  close(): Promise<void>;
}

const silent = createLogger({ level: 'silent', name: 'keys', version: '0' });

/** Opens the place that the environment names. @throws ConfigurationError when it names none, or is wrong. */
export function openKeyPlace({ name }: AnyServer, host: Host): KeyPlace {
  const common = parseEnvironment(commonConfig, host.environment, 'PATCHBAY_');
  const redis = common.REDIS_URL === undefined ? undefined : createSharedRedis(common.REDIS_URL, silent);
  const keysFile = join(pathsOf(host).data, `${name}-keys.json`);
  const store = openKeyStore({ server: name, common, redis, keysFile });
  if (store === undefined) throw new ConfigurationError('There is no place for keys.');
  return {
    store,
    pepper: common.PATCHBAY_KEY_PEPPER,
    async close() {
      await store.close();
      await redis?.close();
    },
  };
}

/** Why a place of keys cannot be used, in words for the operator. */
export function keyProblem(error: unknown): string {
  const known = fileProblem(error) ?? networkProblem(error);
  if (known !== undefined) return known;
  // what the driver says of its own retries tells nobody anything
  if (error instanceof Error && /max retries|timed out|Redis does not answer|closed/i.test(error.message)) {
    return 'Redis does not answer';
  }
  return problemOf(error);
}
