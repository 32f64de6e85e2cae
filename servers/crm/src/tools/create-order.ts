import { unavailable } from '@patchbay/core';
import { z } from 'zod';
import { seenRecord, writeParameters, writtenFields } from '../records/parameters.ts';
import { recordLines, recordText, writtenLines } from '../records/text.ts';
import { tool } from '../tool.ts';

const item = z.strictObject({
  product_id: z.string().min(1).max(100).describe('Product id.'),
  quantity: z.int().min(1).max(1_000_000).describe('Pieces.'),
});

export const createOrder = tool({
  name: 'create_order',
  title: 'Create order',
  description: 'Order products for a customer and reserve them: all lines or none.',
  access: 'create',
  toolset: 'catalog',
  openWorld: false,
  input: z.object({
    customer_id: z.string().trim().min(1).max(100).describe('Company, contact or lead id.'),
    items: z.array(item).min(1).max(100).describe('What and how many.'),
    notes: z.string().trim().min(1).max(2000).optional().describe('Notes.'),
    ...writeParameters,
  }),
  example: { customer_id: 'company-1', items: [{ product_id: 'product-1', quantity: 2 }] },
  output: z.object({ order: seenRecord, reservations: z.array(seenRecord), ...writtenFields }),
  async handler({ dry_run, idempotency_key: _key, ...order }, { deps, caller, signal }) {
    if (deps.orders === undefined) {
      throw unavailable('This backend has no orders.', { hint: 'Order where leads come from.' });
    }
    const placed = await deps.orders.create(order, { dry_run }, { caller, signal });
    return { ...placed, reservations: [...placed.reservations] };
  },
  render: ({ order, reservations, ...written }) =>
    [recordText(order), 'Reserved:', ...recordLines(reservations), ...writtenLines(written)].join('\n'),
});
