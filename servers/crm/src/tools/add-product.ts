import { unavailable } from '@patchbay/core';
import { z } from 'zod';
import { seenRecord, writeParameters, writtenFields } from '../records/parameters.ts';
import { recordText, writtenLines } from '../records/text.ts';
import { tool } from '../tool.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

export const addProduct = tool({
  name: 'add_product',
  title: 'Add product',
  description: 'Add a product to the catalogue; its sku must be new.',
  access: 'create',
  toolset: 'catalog',
  openWorld: false,
  input: z.object({
    sku: text(60).describe('Article number.'),
    name: text(200).describe('Name.'),
    category: text(100).describe('Category.'),
    price: z.number().min(0).max(1e12).describe('Whole currency units: 12.5.'),
    currency: z.string().length(3).optional().describe('ISO 4217.'),
    stock: z.int().min(0).max(1_000_000_000).default(0).describe('Pieces.'),
    description: text(2000).optional().describe('Text.'),
    ...writeParameters,
  }),
  example: { sku: 'LGT-9001', name: 'Reading lamp', category: 'lighting', price: 39.5, stock: 20 },
  output: z.object({ product: seenRecord, ...writtenFields }),
  handler({ dry_run, idempotency_key: _key, ...product }, { deps, caller, signal }) {
    if (deps.catalog === undefined) {
      throw unavailable('This backend has no products.', { hint: 'Add them where leads come from.' });
    }
    return deps.catalog.add(product, { dry_run }, { caller, signal });
  },
  render: ({ product, ...written }) => [recordText(product), ...writtenLines(written)].join('\n'),
});
