import { scopeOf } from './define/access.ts';
import type { Caller } from './define/context.ts';
import type { AnyServer } from './define/server.ts';

/** The caller of a process that one user runs for themselves: everything the server offers is theirs, in its first role. */
export function localCaller(server: AnyServer): Caller {
  const scopes = new Set([
    scopeOf(server.name, 'read'),
    ...server.tools.flatMap((tool) => [scopeOf(server.name, tool.access), ...(tool.scopes ?? [])]),
    ...server.resources.flatMap((resource) => resource.scopes ?? []),
  ]);
  return { id: 'local', tenant: 'default', role: server.roles?.[0] ?? 'admin', scopes };
}
