import { unavailable } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import type { Redis } from 'ioredis';
import type { ClaimBook } from './claim-book.ts';

const takeFree = `local standing = redis.call('GET', KEYS[1])
if standing then return standing end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`;

const settleOwn = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

const releaseOwn = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * Claims that several instances share. Nothing connects, and the driver is not loaded, before the first claim.
 *
 * Every method throws `unavailable` while Redis does not answer: a key that cannot be claimed must not be acted on.
 */
export function redisClaims(url: string, log: Logger, prefix = 'patchbay:crm:claim:'): ClaimBook {
  let opened: Promise<Redis> | undefined;
  const run = async (
    script: string,
    key: string,
    ...values: readonly (string | number)[]
  ): Promise<unknown> => {
    try {
      opened ??= open(url, log);
      const redis = await opened;
      return await redis.eval(script, 1, prefix + key, ...values);
    } catch (cause) {
      throw unavailable('Redis, which keeps idempotency keys, does not answer.', {
        hint: 'Try again in a moment with the same idempotency_key; if it persists, the operator must check REDIS_URL.',
        cause,
      });
    }
  };
  return {
    async take(key, claim, leaseMs) {
      const standing = await run(takeFree, key, claim, Math.ceil(leaseMs));
      return typeof standing === 'string' ? standing : undefined;
    },
    async settle(key, claim, outcome, keptMs) {
      await run(settleOwn, key, claim, outcome, Math.ceil(keptMs));
    },
    async release(key, claim) {
      await run(releaseOwn, key, claim);
    },
    async close() {
      (await opened)?.disconnect();
    },
  };
}

async function open(url: string, log: Logger): Promise<Redis> {
  const { Redis } = await import('./redis-driver.ts');
  const redis = new Redis(url, { connectTimeout: 1_000, commandTimeout: 1_500, maxRetriesPerRequest: 1 });
  // without a listener the driver prints to the console
  redis.on('error', (error: unknown) => log.warn({ err: error }, 'redis'));
  return redis;
}
