import { type Awaitable, after } from '../awaitable.ts';
import type { ServerDeps, Writes } from '../define/server.ts';

/** The ports of a server that is being opened: at once as soon as they are there. */
export function opened(deps: ServerDeps | Promise<ServerDeps>): () => Awaitable<ServerDeps> {
  let ready: Awaitable<ServerDeps> = deps;
  if (deps instanceof Promise) deps.then((own) => (ready = own)).catch(() => {});
  return () => ready;
}

/** What makes the writes of such a server happen once. */
export function writesOf(deps: ServerDeps | Promise<ServerDeps>): () => Awaitable<Writes | undefined> {
  const ready = opened(deps);
  return () => after(ready(), ({ writes }) => writes);
}
