import type { createMcpHandler, McpRequestContext, McpServer } from '@modelcontextprotocol/server';
import type { Announcement } from '@patchbay/core';
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
  const stop = engine.onAnnouncement((announcement) => {
    const unwatched =
      context.era === 'legacy' && announcement.kind === 'resource' && !watched.has(announcement.uri);
    if (!unwatched) void send(mcp, announcement).catch(stop);
  });
  mcp.server.onclose = stop;
}

function send(mcp: McpServer, announcement: Announcement): Promise<void> {
  if (announcement.kind === 'resource') return mcp.server.sendResourceUpdated({ uri: announcement.uri });
  if (announcement.kind === 'tools') return mcp.server.sendToolListChanged();
  if (announcement.kind === 'prompts') return mcp.server.sendPromptListChanged();
  return mcp.server.sendResourceListChanged();
}

type Notify = ReturnType<typeof createMcpHandler>['notify'];

/** Tells the streams of a handler. */
export function publish(notify: Notify, announcement: Announcement): void {
  if (announcement.kind === 'resource') notify.resourceUpdated(announcement.uri);
  if (announcement.kind === 'resources') notify.resourcesChanged();
  if (announcement.kind === 'tools') notify.toolsChanged();
  if (announcement.kind === 'prompts') notify.promptsChanged();
}
