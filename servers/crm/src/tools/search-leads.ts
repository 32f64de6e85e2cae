import { identifier, isoInstant, pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
import { leadStatuses } from '../leads/status.ts';
import { filterTexts, whereLine } from '../records/filter-text.ts';
import { fieldsParameter } from '../records/parameters.ts';
import { countedPage, seenRecord } from '../records/seen.ts';
import { recordLines, totalLine } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number, description: string) =>
  z.string().trim().min(1).max(max).optional().describe(description);

export const searchLeads = tool({
  name: 'search_leads',
  title: 'Search leads',
  description: 'Find leads by words in name, company, title, city or e-mail, by telephone, and by filters.',
  access: 'read',
  toolset: 'sales',
  openWorld: false,
  input: z.object({
    query: text(200, 'Beginnings of words.'),
    status_filter: z
      .enum([...leadStatuses, 'all'])
      .default('all')
      .describe('One status, or all.'),
    owner_id: identifier(100).optional().describe('Id, name or me.'),
    source: text(100, 'Such as referral.'),
    min_score: z.int().min(0).max(100).optional().describe('0–100.'),
    updated_since: isoInstant.optional().describe('RFC 3339.'),
    sort: z
      .enum(['relevance', 'updated_at', 'created_at', 'score'])
      .default('relevance')
      .describe('Highest first.'),
    fields: fieldsParameter,
    limit: pageLimit(),
    cursor: pageCursor,
  }),
  example: { query: 'shipping', status_filter: 'all' },
  output: countedPage(seenRecord('leads')).extend({ applied_filters: z.array(z.string()).optional() }),
  async handler({ status_filter, ...search }, { deps, caller, signal }) {
    const status = status_filter === 'all' ? undefined : status_filter;
    const { applied_filters, ...found } = await deps.leads.search({ ...search, status }, { caller, signal });
    const filters = filterTexts(applied_filters);
    return { ...found, items: [...found.items], ...(filters.length > 0 && { applied_filters: filters }) };
  },
  render: ({ items, applied_filters, ...rest }) =>
    [...whereLine(applied_filters), ...recordLines(items), totalLine(rest)].join('\n'),
});
