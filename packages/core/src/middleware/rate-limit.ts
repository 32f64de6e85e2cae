import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { MiddlewareFor } from '../call.ts';
import { rateLimited } from '../errors.ts';

/** How many calls one caller may make of one target in a window. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly windowSeconds: number;
}

/** Limits calls per caller and target; undefined options mean no limit. */
export function rateLimit(options: RateLimitOptions | undefined): MiddlewareFor {
  if (options === undefined) return () => undefined;
  const limiter = new RateLimiterMemory({ points: options.calls, duration: options.windowSeconds });
  return (target) => {
    if (target.kind === 'list') return undefined;
    return async (call, next) => {
      try {
        await limiter.consume(`${call.request.caller.id} ${target.kind} ${target.name}`);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.ceil(refusal.msBeforeNext / 1000);
        throw rateLimited(
          `This server allows ${options.calls} calls of ${target.name} in ${options.windowSeconds} s.`,
          {
            hint: `Wait ${seconds} s, then call again.`,
            retryAfterMs: refusal.msBeforeNext,
          },
        );
      }
      return next(call);
    };
  };
}
