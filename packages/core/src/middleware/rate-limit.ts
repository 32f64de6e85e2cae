import { after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { rateLimited } from '../errors.ts';

/** Takes points for a key, one at least; resolves to the milliseconds to wait when they are used up, else to 0. */
export type Limiter = (key: string, points?: number) => Promise<number>;

/** How many calls one caller may make of one target in a window. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly windowSeconds: number;
  /** Counts them, a key per caller and target. */
  readonly limiter: Limiter;
}

/** Limits calls per caller and target; undefined options mean no limit. */
export function rateLimit(options: RateLimitOptions | undefined): MiddlewareFor {
  if (options === undefined) return () => undefined;
  const { calls, windowSeconds, limiter } = options;
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
      return after(limiter(`${tenant} ${id} ${aim}`), (waitMs) => {
        if (waitMs === 0) return next(call);
        throw refusal(waitMs);
      });
    };
  };
}
