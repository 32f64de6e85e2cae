import { pageCursor, pageLimit } from '@patchbay/schemas';
import { z } from 'zod';
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
  output: countedPage(seenRecord('products')),
  async handler(query, { deps, caller, signal }) {
    const found = await deps.catalog.query(query, { caller, signal });
    return { ...found, items: [...found.items] };
  },
  render: ({ items, ...rest }) => [...recordLines(items), totalLine(rest)].join('\n'),
});
