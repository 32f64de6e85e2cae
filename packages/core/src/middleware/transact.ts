import { type Awaitable, after } from '../awaitable.ts';
import type { MiddlewareFor } from '../call.ts';
import { isReadOnly } from '../define/access.ts';
import type { Writes } from '../define/server.ts';

/** Runs each write inside the server's transaction, where it has one. */
export function transact(writes: () => Awaitable<Writes | undefined>): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool' || isReadOnly(target.access)) return undefined;
    return (call, next) =>
      after(writes(), (own) => (own === undefined ? next(call) : own.transact(call, next)));
  };
}
