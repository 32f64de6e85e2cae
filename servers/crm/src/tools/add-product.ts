import { identifier } from '@patchbay/schemas';
import { z } from 'zod';
import { seenRecord } from '../records/seen.ts';
import { recordText } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

export const addProduct = tool({
  name: 'add_product',
  title: 'Add product',
  description: 'Add a product to the catalogue; its sku must be new.',
  access: 'create',
  toolset: 'catalog',
  needs: ['catalog'],
  openWorld: false,
  input: z.object({
    sku: identifier(60).describe('Article number.'),
    name: text(200).describe('Name.'),
    category: text(100).describe('Category.'),
    price: z.number().min(0).max(1e12).describe('Whole currency units: 12.5.'),
    currency: z.string().length(3).optional().describe('ISO 4217.'),
    stock: z.int().min(0).max(1_000_000_000).default(0).describe('Pieces.'),
    description: text(2000).optional().describe('Text.'),
  }),
  example: { sku: 'LGT-9001', name: 'Reading lamp', category: 'lighting', price: 39.5, stock: 20 },
  output: z.object({ product: seenRecord('products') }),
  handler: (product, context) => context.deps.catalog.add(product, context),
  render: ({ product }) => recordText(product),
});
