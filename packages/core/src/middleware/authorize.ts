import type { MiddlewareFor } from '../call.ts';
import { permissionDenied } from '../errors.ts';

/** Refuses callers that lack a scope of the target, naming all that are missing. */
export function authorize(): MiddlewareFor {
  return (target) => {
    if (target.scopes.length === 0) return undefined;
    return (call, next) => {
      const { scopes } = call.request.caller;
      if (target.scopes.every((scope) => scopes.has(scope))) return next(call);
      const missing = target.scopes.filter((scope) => !scopes.has(scope));
      throw permissionDenied(`${target.name} needs the scope ${missing.join(' and ')}.`, {
        hint: 'Ask the operator for a credential with that scope.',
      });
    };
  };
}
