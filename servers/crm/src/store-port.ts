import { unavailable } from '@patchbay/core';

/** A port that only the store has. @throws ToolError `unavailable` when another backend serves. */
export function storePort<Port>(port: Port | undefined, what: string): Port {
  if (port !== undefined) return port;
  throw unavailable(`This backend has no ${what}.`, {
    hint: 'Run the server with CRM_BACKEND=store to use it.',
  });
}
