import { completionFor, promptFor, resourceFor, toolFor, unavailable } from '@patchbay/core';
import type { CrmDeps } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<CrmDeps>();
/** Declares a resource of this server. */
export const resource = resourceFor<CrmDeps>();
/** Declares a prompt of this server. */
export const prompt = promptFor<CrmDeps>();
/** Declares a completion of this server. */
export const completion = completionFor<CrmDeps>();

/** A port that only the store has. @throws ToolError `unavailable` when another backend serves. */
export function storePort<Port>(port: Port | undefined, what: string): Port {
  if (port !== undefined) return port;
  throw unavailable(`This backend has no ${what}.`, {
    hint: 'Run the server with CRM_BACKEND=store to use it.',
  });
}
