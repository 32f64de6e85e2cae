import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const most = 1_000_000_000;

export const updateStock = tool({
  name: 'update_stock',
  title: 'Update stock',
  description: 'Set or adjust the stock of a product; never below what orders reserve.',
  access: 'update',
  versioned: true,
  toolset: 'catalog',
  needs: ['catalog'],
  openWorld: false,
  input: z.object({
    product_id: identifier(100).describe('Product id.'),
    new_stock: z.int().min(0).max(most).optional().describe('Pieces; or give delta.'),
    delta: z.int().min(-most).max(most).optional().describe('Pieces more or less.'),
    reason: z.string().trim().min(1).max(200).describe('Why.'),
  }),
  example: { product_id: 'product-1', delta: 5, reason: 'Delivery' },
  output: z.object({ product: seenRecord('products'), previous_stock: z.int() }),
  handler: (change, context) => context.deps.catalog.updateStock(change, context),
  render: ({ product, previous_stock }) =>
    [`previous_stock: ${previous_stock}`, recordText(product)].join('\n'),
});
