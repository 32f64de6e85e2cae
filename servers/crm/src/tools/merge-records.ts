import { z } from 'zod';
import { idempotencyKey, seenRecord, writtenFields } from '../records/parameters.ts';
import { recordText, writtenLines } from '../records/text.ts';
import { storePort, tool } from '../tool.ts';

const recordId = z.string().min(1).max(100);

export const mergeRecords = tool({
  name: 'merge_records',
  title: 'Merge records',
  description: 'Merge duplicates into a survivor with all their deals, activities, orders.',
  access: 'delete',
  idempotent: false,
  toolset: 'sales',
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    object_type: z.enum(['leads', 'companies', 'contacts']).describe('Kind.'),
    survivor_id: recordId.describe('Kept.'),
    loser_ids: z.array(recordId).min(1).max(50).describe('Deleted.'),
    field_choices: z
      .record(z.string().max(60), recordId)
      .default({})
      .describe('Field to id of the record whose value wins.'),
    dry_run: z.boolean().default(true).describe('false merges.'),
    idempotency_key: idempotencyKey,
  }),
  example: { object_type: 'companies', survivor_id: 'company-1', loser_ids: ['company-2'] },
  output: z.object({
    survivor: seenRecord,
    moved: z.record(z.string(), z.int()),
    conflicts: z.array(z.string()),
    dry_run: z.boolean(),
    ...writtenFields,
  }),
  async handler({ idempotency_key: _key, ...merge }, { deps, caller, signal }) {
    const merged = await storePort(deps.duplicates, 'merges').merge(merge, { caller, signal });
    return {
      ...merged,
      moved: { ...merged.moved },
      conflicts: [...merged.conflicts],
      dry_run: merge.dry_run,
    };
  },
  render: ({ survivor, moved, conflicts, dry_run, ...written }) =>
    [
      dry_run ? 'Nothing changed yet; call again with dry_run false to merge.' : 'Merged.',
      `survivor ${recordText(survivor)}`,
      `moved ${recordText(moved)}`,
      ...(conflicts.length === 0 ? [] : [`conflicts (field_choices decides): ${conflicts.join('; ')}`]),
      ...writtenLines(written),
    ].join('\n'),
});
