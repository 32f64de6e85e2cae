import { type RedisLink, unavailable } from '@patchbay/core';
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
 * Claims that several instances share.
 *
 * Every method throws `unavailable` while Redis does not answer: a key that cannot be claimed must not be acted on.
 */
export function redisClaims(redis: RedisLink, prefix = 'patchbay:crm:claim:'): ClaimBook {
  const run = async (
    script: string,
    key: string,
    ...values: readonly (string | number)[]
  ): Promise<unknown> => {
    try {
      return await redis.run((commands) => commands.eval(script, 1, prefix + key, ...values));
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
    async close() {},
  };
}
