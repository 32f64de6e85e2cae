import type { MiddlewareFor } from '../call.ts';
import { rateLimited } from '../errors.ts';

/** How many calls one caller may make of one target in a window. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly windowSeconds: number;
}

/**
 * Limits calls per caller and target; undefined options mean no limit.
 *
 * The limiter is loaded only when there is a limit, which spares its weight to servers on stdio.
 */
export function rateLimit(options: RateLimitOptions | undefined): MiddlewareFor {
  if (options === undefined) return () => undefined;
  const loading = load(options);
  return (target) => {
    if (target.kind === 'list') return undefined;
    return async (call, next) => {
      const { limiter, isRefusal } = await loading;
      try {
        await limiter.consume(`${call.request.caller.id} ${target.kind} ${target.name}`);
      } catch (refusal) {
        if (!isRefusal(refusal)) throw refusal;
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

async function load({ calls, windowSeconds }: RateLimitOptions) {
  const { RateLimiterMemory, RateLimiterRes } = await import('rate-limiter-flexible');
  return {
    limiter: new RateLimiterMemory({ points: calls, duration: windowSeconds }),
    isRefusal: (thrown: unknown): thrown is InstanceType<typeof RateLimiterRes> =>
      thrown instanceof RateLimiterRes,
  };
}
