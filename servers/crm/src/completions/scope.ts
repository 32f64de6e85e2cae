import type { CompletionContext } from '@patchbay/core';
import type { CallScope, CrmDeps } from '../deps.ts';

/** The scope of a completion, so that it passes the same gate as everything else. */
export function scopeOf({ caller, signal }: CompletionContext<CrmDeps>): CallScope {
  return { caller, signal };
}
