import { after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { rateLimited } from '../errors.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { SharedRedis } from '../shared-redis.ts';

/** How many calls one caller may make of one target in a window. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly windowSeconds: number;
  /** Counts together with the other instances of the server. */
  readonly redis?: SharedRedis | undefined;
}

/**
 * Limits calls per caller and target; undefined options mean no limit.
 *
 * The limiter is loaded only when there is a limit, which spares its weight to servers on stdio.
 */
export function rateLimit(server: string, options: RateLimitOptions | undefined): MiddlewareFor {
  if (options === undefined) return () => undefined;
  const { calls, windowSeconds } = options;
  let limiter: Limiter | undefined;
  const loading = load(server, options).then((loaded) => {
    limiter = loaded;
    return loaded;
  });
  return (target) => {
    if (target.kind === 'list') return undefined;
    const aim = `${target.kind} ${target.name}`;
    const refusal = (waitMs: number) =>
      rateLimited(`This server allows ${calls} calls of ${target.name} in ${windowSeconds} s.`, {
        hint: `Wait ${Math.ceil(waitMs / 1000)} s, then call again.`,
        retryAfterMs: waitMs,
      });
    return (call, next) => {
      const { tenant, id } = call.request.caller;
      return after(
        after(limiter ?? loading, (take) => take(`${tenant} ${id} ${aim}`)),
        (waitMs) => {
          if (waitMs === 0) return next(call);
          throw refusal(waitMs);
        },
      );
    };
  };
}

async function load(server: string, { calls, windowSeconds, redis }: RateLimitOptions): Promise<Limiter> {
  const { createLimiter } = await import('../limits/limiter.ts');
  return createLimiter({ name: `${server}:calls`, points: calls, windowSeconds, redis });
}
