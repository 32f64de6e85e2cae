import { resourceFor } from '@patchbay/core';
import type { ChangeLog } from '../changes/change-log.ts';

/** What differs between the change resources of servers. */
export interface ChangeResourceOptions {
  /** The server, whose name is the scheme of its addresses. */
  readonly server: string;
  /** The server's undo tool, which its description names. */
  readonly undo: string;
}

/**
 * The resource that shows what a write changed, for servers with a port `changes`.
 *
 * @example
 * export const change = resource(changeResource({ server: 'notes', undo: 'undo_notes_change' }));
 */
export function changeResource({ server, undo }: ChangeResourceOptions) {
  const definition = resourceFor<{ readonly changes: ChangeLog }>()({
    name: `${server}_change`,
    title: 'Change',
    description: `What one write changed, record by record: before and after. ${undo} takes it back.`,
    mimeType: 'application/json',
    tool: undo,
    uri: `${server}://changes/{change_id}`,
    cache: { ttlMs: 1000, scope: 'private' },
    read: ({ change_id = '' }, { deps, caller, signal }) => deps.changes.get(change_id, { caller, signal }),
  });
  return { ...definition, needs: ['changes'] as const };
}
