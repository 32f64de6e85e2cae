import type { Limiter } from '@patchbay/core/engine';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { SharedRedis } from './shared-redis.ts';

/** How much one key may take in a window. */
export interface LimiterOptions {
  /** Tells this limiter's counts from those of others in the same Redis. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
  /** Counts together with the other instances; each counts alone without it, and while it does not answer. */
  readonly redis?: SharedRedis | undefined;
}

/** Builds a limiter. */
export function createLimiter({ name, points, windowSeconds, redis }: LimiterOptions): Limiter {
  const limits = { points, duration: windowSeconds };
  const waitFor = (consumed: Promise<unknown>): Promise<number> => consumed.then(nothing, waitAfter);
  const local = new RateLimiterMemory(limits);
  const alone: Limiter = (key, taken) => waitFor(local.consume(key, taken));
  if (redis === undefined) return alone;

  let shared: RateLimiterRedis | undefined;
  return async (key, taken) => {
    try {
      return await redis.run((storeClient) => {
        shared ??= new RateLimiterRedis({
          ...limits,
          storeClient,
          keyPrefix: `patchbay:limit:${name}`,
          // who is over the limit anyway is not worth a round trip
          inMemoryBlockOnConsumed: points + 1,
        });
        return waitFor(shared.consume(key, taken));
      });
    } catch {
      return alone(key, taken);
    }
  };
}

const nothing = () => 0;

function waitAfter(refusal: unknown): number {
  if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
  throw refusal;
}
