import { settle } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { rateLimited } from '../errors.ts';

const retryAfterMs = 500;

/** Bounds the calls of one tool that run at the same time, so that a slow tool cannot starve the others. */
export function concurrencyLimit(limit: number): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool') return undefined;
    let running = 0;
    return (call, next) => {
      if (running >= limit) {
        throw rateLimited(`${limit} calls of ${target.name} are running already.`, {
          hint: 'Wait a moment, then call again.',
          retryAfterMs,
        });
      }
      running += 1;
      return settle(
        () => next(call),
        (result) => {
          running -= 1;
          return result;
        },
        (error) => {
          running -= 1;
          throw error;
        },
      );
    };
  };
}
