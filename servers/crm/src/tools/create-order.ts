import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecord } from '../records/seen.ts';
import { recordLines, recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const item = z.strictObject({
  product_id: identifier(100).describe('Product id.'),
  quantity: z.int().min(1).max(1_000_000).describe('Pieces.'),
});

const reservation = z.object({
  product_id: z.string(),
  quantity: z.int(),
  ...seenRecord('products', ['sku', 'available']).shape,
});

export const createOrder = tool({
  name: 'create_order',
  title: 'Create order',
  description: 'Order products for a customer and reserve them: all lines or none.',
  access: 'create',
  toolset: 'catalog',
  needs: ['orders'],
  openWorld: false,
  input: z.object({
    customer_id: identifier(100).describe('Company, contact or lead id.'),
    items: z.array(item).min(1).max(100).describe('What and how many.'),
    notes: z.string().trim().min(1).max(2000).optional().describe('Notes.'),
  }),
  example: { customer_id: 'company-1', items: [{ product_id: 'product-1', quantity: 2 }] },
  output: z.object({ order: seenRecord('orders'), reservations: z.array(reservation) }),
  async handler(order, context) {
    const placed = await context.deps.orders.create(order, context);
    return { ...placed, reservations: [...placed.reservations] };
  },
  render: ({ order, reservations }) =>
    [recordText(order), 'Reserved:', ...recordLines(reservations)].join('\n'),
});
