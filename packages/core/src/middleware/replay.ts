import { type Awaitable, after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { isReadOnly } from '../define/access.ts';
import type { Writes } from '../define/server.ts';

/** Answers a write that was done before, before anybody is asked for consent and before the handler does slow work. */
export function replay(writes: () => Awaitable<Writes | undefined>): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool' || isReadOnly(target.access)) return undefined;
    return (call, next) => {
      const { write } = call;
      if (write?.idempotencyKey === undefined || write.dryRun) return next(call);
      return after(writes(), (own) => (own === undefined ? next(call) : own.replay(call, next)));
    };
  };
}
