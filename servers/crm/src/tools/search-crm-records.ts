import { identifier, pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
import { recordTypes, usualSort } from '../records/fields.ts';
import { filterTexts, whereLine } from '../records/filter-text.ts';
import { fieldsParameter } from '../records/parameters.ts';
import { countedPage, seenRecordOfAnyKind } from '../records/seen.ts';
import { recordTable } from '../records/table-text.ts';
import { totalLine } from '../records/text.ts';
import { tool } from '../tool.ts';

const operators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'starts_with',
  'is_empty',
] as const;

const filter = z.strictObject({
  field: z
    .string()
    .min(1)
    .max(60)
    .describe('As in owner_id, stage, close_date; all are in crm://schema/{object_type}.'),
  op: z.enum(operators).default('eq').describe('Comparison.'),
  value: z.unknown().optional().describe('Text, number, YYYY-MM-DD; name or me for ids; JSON list for in.'),
});

export const searchCrmRecords = tool({
  name: 'search_crm_records',
  title: 'Search CRM records',
  description: 'Find records of one kind by words, ids and filters (all must hold).',
  access: 'read',
  toolset: 'sales',
  needs: ['records'],
  openWorld: false,
  input: z.object({
    object_type: z.enum(recordTypes).describe('Kind.'),
    query: z.string().trim().min(1).max(200).optional().describe('Words.'),
    ids: z.array(identifier(100)).min(1).max(100).optional().describe('Record ids.'),
    filters: z.array(filter).max(20).default([]).describe('Amounts in cents.'),
    sort: z.string().max(60).optional().describe('Indexed field.'),
    direction: z.enum(['asc', 'desc']).optional().describe('Order.'),
    fields: fieldsParameter,
    limit: pageLimit(),
    cursor: pageCursor,
  }),
  example: { object_type: 'deals', filters: [{ field: 'stage', op: 'eq', value: 'Proposal' }] },
  output: countedPage(seenRecordOfAnyKind).extend({
    applied_filters: z.array(z.string()),
  }),
  async handler(search, { deps, caller, signal }) {
    const usual = search.sort === undefined ? usualSort[search.object_type].direction : 'desc';
    const { items, applied_filters, ...found } = await deps.records.search(
      { ...search, direction: search.direction ?? usual },
      { caller, signal },
    );
    return {
      ...found,
      items: [...items],
      applied_filters: filterTexts(applied_filters),
    };
  },
  render: ({ items, applied_filters, ...rest }) =>
    [...whereLine(applied_filters), ...recordTable(items), totalLine(rest)].join('\n'),
});
