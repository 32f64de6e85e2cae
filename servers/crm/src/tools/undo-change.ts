import { z } from 'zod';

import { tool } from '../tool.ts';

export const undoChange = tool({
  name: 'undo_change',
  title: 'Undo a change',
  description: 'Take back a write, batch, import or merge, unless its records changed since.',
  access: 'update',
  toolset: 'sales',
  needs: ['changes'],
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    change_id: z.string().min(1).max(100).describe('From the write.'),
  }),
  example: { change_id: 'chg_demo', dry_run: true },
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
