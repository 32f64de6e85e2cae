import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Caller, Selection } from '@patchbay/core';
import type { Engine } from '@patchbay/core/engine';
import { publish } from './announce.ts';
import { createFactory } from './factory.ts';

/** Serves an engine to web-standard requests without a socket, for clients in the same process. */
export function createFetchHandler(
  engine: Engine,
  identity: { readonly caller: Caller; readonly selection: Selection },
): { fetch(request: Request): Promise<Response>; close(): Promise<void> } {
  const factory = createFactory({
    engine,
    transport: 'http',
    callerOf: () => identity.caller,
    selectionOf: () => identity.selection,
  });
  const handler = createMcpHandler(factory);
  const stop = engine.onAnnouncement((announcement) => publish(handler.notify, announcement));
  return {
    fetch: (request) => handler.fetch(request),
    async close() {
      stop();
      await handler.close();
    },
  };
}
