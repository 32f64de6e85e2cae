import type { MiddlewareFor } from '../call.ts';
import { isReadOnly } from '../define/access.ts';
import { permissionDenied } from '../errors.ts';

/** Refuses tools that the selection hides; the same selection filters the list, so the two cannot disagree. */
export function policy(): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool') return undefined;
    return (call, next) => {
      if (call.selection.tools.has(target.name)) return next(call);
      const readOnly = call.selection.readOnly && !isReadOnly(target.access);
      throw permissionDenied(`${target.name} is not offered on this connection.`, {
        hint: readOnly
          ? 'The connection is read-only; the operator can lift --read-only.'
          : 'The operator selects tools with --toolsets, --tools and --exclude.',
      });
    };
  };
}
