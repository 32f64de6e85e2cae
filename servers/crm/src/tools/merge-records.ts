import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecordOfAnyKind } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const recordId = identifier(100);

/** Models that write no field which they are not shown have those that differ most. */
const anyField = {
  open: 'each kind has fields of its own',
  advertised: {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Id.' },
      email: { type: 'string', description: 'Id.' },
    },
    additionalProperties: { type: 'string' },
    default: {},
  },
};

export const mergeRecords = tool({
  name: 'merge_records',
  title: 'Merge records',
  description:
    'Merge duplicates into a survivor with all their deals, activities, orders; the way to remove one.',
  access: 'delete',
  rehearsesByDefault: true,
  idempotent: false,
  toolset: 'sales',
  needs: ['duplicates'],
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    object_type: z.enum(['leads', 'companies', 'contacts']).describe('Kind.'),
    survivor_id: recordId.describe('Kept.'),
    loser_ids: z.array(recordId).min(1).max(50).describe('Deleted.'),
    field_choices: z
      .record(z.string().max(60), recordId)
      .meta(anyField)
      .default({})
      .describe('Field to id of the record whose value wins.'),
  }),
  example: { object_type: 'companies', survivor_id: 'company-1', loser_ids: ['company-2'] },
  output: z.object({
    survivor: seenRecordOfAnyKind,
    moved: z.record(z.string(), z.int()),
    conflicts: z.array(z.string()),
  }),
  async handler(merge, context) {
    const merged = await context.deps.duplicates.merge(merge, context);
    return { ...merged, moved: { ...merged.moved }, conflicts: [...merged.conflicts] };
  },
  render: ({ survivor, moved, conflicts }) =>
    [
      `survivor ${recordText(survivor)}`,
      `moved ${recordText(moved)}`,
      ...(conflicts.length === 0 ? [] : [`conflicts (field_choices decides): ${conflicts.join('; ')}`]),
    ].join('\n'),
});
