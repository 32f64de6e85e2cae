import type { Middleware, MiddlewareFor } from '../call.ts';
import { isReadOnly } from '../define/access.ts';

/** Runs each write inside the server's transaction, where it has one. */
export function transact(transaction: Middleware | undefined): MiddlewareFor {
  return (target) => (target.kind === 'tool' && !isReadOnly(target.access) ? transaction : undefined);
}
