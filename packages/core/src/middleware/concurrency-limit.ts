import { settle } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import type { Caller } from '../define/context.ts';
import { rateLimited } from '../errors.ts';

const retryAfterMs = 500;

/**
 * Bounds the calls of one tool that run at the same time, so that a slow tool cannot starve the others, and those of
 * one caller to seven eighths as many, so that one caller cannot starve the others either.
 */
export function concurrencyLimit(limit: number): MiddlewareFor {
  const perCaller = limit - Math.min(limit - 1, Math.ceil(limit / 8));
  const byCaller = new Map<string, number>();
  return (target) => {
    if (target.kind !== 'tool') return undefined;
    let running = 0;
    return (call, next) => {
      const caller = keyOf(call.request.caller);
      const own = byCaller.get(caller) ?? 0;
      if (own >= perCaller) throw tooMany(`${perCaller} calls of yours are running already.`);
      if (running >= limit) throw tooMany(`${limit} calls of ${target.name} are running already.`);
      running += 1;
      byCaller.set(caller, own + 1);
      const leave = () => {
        running -= 1;
        const left = (byCaller.get(caller) ?? 1) - 1;
        if (left === 0) byCaller.delete(caller);
        else byCaller.set(caller, left);
      };
      return settle(
        () => next(call),
        (result) => {
          leave();
          return result;
        },
        (error) => {
          leave();
          throw error;
        },
      );
    };
  };
}

function keyOf({ tenant, id }: Caller): string {
  return `${tenant}\n${id}`;
}

function tooMany(message: string): Error {
  return rateLimited(message, { hint: 'Wait a moment, then call again.', retryAfterMs });
}
