import { unavailable } from '@patchbay/core';
import { z } from 'zod';
import { seenRecord, updateParameters, writtenFields } from '../records/parameters.ts';
import { recordText, writtenLines } from '../records/text.ts';
import { tool } from '../tool.ts';

const most = 1_000_000_000;

export const updateStock = tool({
  name: 'update_stock',
  title: 'Update stock',
  description: 'Set or adjust the stock of a product; never below what orders reserve.',
  access: 'update',
  toolset: 'catalog',
  openWorld: false,
  input: z.object({
    product_id: z.string().min(1).max(100).describe('Product id.'),
    new_stock: z.int().min(0).max(most).optional().describe('Pieces; or give delta.'),
    delta: z.int().min(-most).max(most).optional().describe('Pieces more or less.'),
    reason: z.string().trim().min(1).max(200).describe('Why.'),
    ...updateParameters,
  }),
  example: { product_id: 'product-1', delta: 5, reason: 'Delivery' },
  output: z.object({ product: seenRecord, previous_stock: z.number(), ...writtenFields }),
  handler({ idempotency_key: _key, ...change }, { deps, caller, signal }) {
    if (deps.catalog === undefined) {
      throw unavailable('This backend has no products.', { hint: 'Count them where leads come from.' });
    }
    return deps.catalog.updateStock(change, { caller, signal });
  },
  render: ({ product, previous_stock, ...written }) =>
    [`previous_stock: ${previous_stock}`, recordText(product), ...writtenLines(written)].join('\n'),
});
