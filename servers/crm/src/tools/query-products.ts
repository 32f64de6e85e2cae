import { pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
import { filterTexts, whereLine } from '../records/filter-text.ts';
import { fieldsParameter } from '../records/parameters.ts';
import { countedPage, seenRecord } from '../records/seen.ts';
import { recordLines, totalLine } from '../records/text.ts';
import { tool } from '../tool.ts';

const price = z.number().min(0).max(1e12).optional();

export const queryProducts = tool({
  name: 'query_products',
  title: 'Query products',
  description: 'Find products by words, price, category and stock, with what is available.',
  access: 'read',
  toolset: 'catalog',
  needs: ['catalog'],
  openWorld: false,
  input: z.object({
    query: z.string().trim().min(1).max(200).optional().describe('Words.'),
    min_price: price.describe('Whole currency units.'),
    max_price: price.describe('The same.'),
    category: z.string().trim().min(1).max(100).optional().describe('Category.'),
    in_stock: z.boolean().optional().describe('Only what is left, or not.'),
    fields: fieldsParameter,
    limit: pageLimit(),
    cursor: pageCursor,
  }),
  example: { query: 'desk', max_price: 500, in_stock: true },
  output: countedPage(seenRecord('products')).extend({ applied_filters: z.array(z.string()).optional() }),
  async handler(query, { deps, caller, signal }) {
    const { applied_filters, ...found } = await deps.catalog.query(query, { caller, signal });
    const filters = filterTexts(applied_filters);
    return { ...found, items: [...found.items], ...(filters.length > 0 && { applied_filters: filters }) };
  },
  render: ({ items, applied_filters, ...rest }) =>
    [...whereLine(applied_filters), ...recordLines(items), totalLine(rest)].join('\n'),
});
