import type { createMcpHandler, McpRequestContext, McpServer } from '@modelcontextprotocol/server';
import type { Change } from '@patchbay/core';
import type { Engine } from '@patchbay/core/engine';

/** Lets clients of one connection follow changes; over HTTP the handler's own streams do that instead. */
export function announce(mcp: McpServer, engine: Engine, context: McpRequestContext): void {
  const watched = new Set<string>();
  mcp.server.setRequestHandler('resources/subscribe', ({ params }) => {
    watched.add(params.uri);
    return {};
  });
  mcp.server.setRequestHandler('resources/unsubscribe', ({ params }) => {
    watched.delete(params.uri);
    return {};
  });
  if (context.requestInfo !== undefined) return;
  const stop = engine.onChange((change) => {
    const unwatched = context.era === 'legacy' && change.kind === 'resource' && !watched.has(change.uri);
    if (!unwatched) void send(mcp, change).catch(stop);
  });
  mcp.server.onclose = stop;
}

function send(mcp: McpServer, change: Change): Promise<void> {
  if (change.kind === 'resource') return mcp.server.sendResourceUpdated({ uri: change.uri });
  if (change.kind === 'tools') return mcp.server.sendToolListChanged();
  if (change.kind === 'prompts') return mcp.server.sendPromptListChanged();
  return mcp.server.sendResourceListChanged();
}

type Notify = ReturnType<typeof createMcpHandler>['notify'];

/** Tells the streams of a handler. */
export function publish(notify: Notify, change: Change): void {
  if (change.kind === 'resource') notify.resourceUpdated(change.uri);
  if (change.kind === 'resources') notify.resourcesChanged();
  if (change.kind === 'tools') notify.toolsChanged();
  if (change.kind === 'prompts') notify.promptsChanged();
}
