import { toolFor } from '@patchbay/core';
import { z } from 'zod';
import type { ChangeLog } from '../changes/change-log.ts';
import { demoChangeId } from '../server/demo-change.ts';

/** What differs between the undo tools of servers. */
export interface UndoToolOptions {
  /** With the server's noun, since no two servers share a name: `undo_notes_change`. */
  readonly name: string;
  readonly description?: string;
  readonly toolset?: string;
}

/**
 * The tool that takes back a write, for servers with a port `changes`.
 *
 * @example
 * export const undoNotesChange = tool(undoTool({ name: 'undo_notes_change' }));
 */
export function undoTool({
  name,
  description = 'Take back a write, unless its records changed since.',
  toolset = 'core',
}: UndoToolOptions) {
  const definition = toolFor<{ readonly changes: ChangeLog }>()({
    name,
    title: 'Undo a change',
    description,
    access: 'update',
    toolset,
    openWorld: false,
    timeoutMs: 15_000,
    input: z.object({
      change_id: z.string().min(1).max(100).describe('From the write.'),
    }),
    example: { change_id: demoChangeId, dry_run: true },
    output: z.object({
      undone: z.boolean(),
      reverted: z.int(),
      conflicts: z.array(z.string()),
    }),
    async handler({ change_id }, context) {
      const outcome = await context.deps.changes.undo(change_id, context);
      return { ...outcome, conflicts: [...outcome.conflicts] };
    },
    render: ({ undone, reverted, conflicts }) =>
      [
        `${undone ? 'Undone' : 'Would undo'}: ${reverted} rows.`,
        ...(conflicts.length === 0 ? [] : [`In the way: ${conflicts.join('; ')}`]),
      ].join('\n'),
  });
  return { ...definition, needs: ['changes'] as const };
}
