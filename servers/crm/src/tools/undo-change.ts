import { z } from 'zod';
import { writeParameters, writtenFields } from '../records/parameters.ts';
import { writtenLines } from '../records/text.ts';
import { storePort, tool } from '../tool.ts';

export const undoChange = tool({
  name: 'undo_change',
  title: 'Undo a change',
  description: 'Take back a write, batch, import or merge, unless its records changed since.',
  access: 'update',
  toolset: 'sales',
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    change_id: z.string().min(1).max(100).describe('From the write.'),
    ...writeParameters,
  }),
  example: { change_id: 'chg_demo', dry_run: true },
  output: z.object({
    undone: z.boolean(),
    reverted: z.int(),
    conflicts: z.array(z.string()),
    ...writtenFields,
  }),
  async handler({ change_id, dry_run }, { deps, caller, signal }) {
    const outcome = await storePort(deps.changes, 'change log').undo(
      change_id,
      { dry_run },
      { caller, signal },
    );
    return { ...outcome, conflicts: [...outcome.conflicts] };
  },
  render: ({ undone, reverted, conflicts, ...written }) =>
    [
      `${undone ? 'Undone' : 'Would undo'}: ${reverted} rows.`,
      ...(conflicts.length === 0 ? [] : [`In the way: ${conflicts.join('; ')}`]),
      ...writtenLines(written),
    ].join('\n'),
});
