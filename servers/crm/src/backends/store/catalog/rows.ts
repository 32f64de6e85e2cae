import { notFound } from '@patchbay/core';
import type { RowOf } from '@patchbay/storage';
import { availableStock } from '../../../orders/pricing.ts';
import { recordUri } from '../../../records/addresses.ts';
import { shortFields } from '../../../records/fields.ts';
import type { CrmDb } from '../kernel.ts';
import type { CrmTables } from '../tables/tables.ts';

/** A product as stored. */
export type ProductRow = RowOf<CrmTables['products']>;

/** What an answer shows of a product unless told otherwise. */
export const shortProduct = shortFields.products;

/** What the answer to a change of one product shows. */
export const changedProduct = [...shortProduct, 'stock', 'reserved', 'version'];

/** A product with what follows from its row. */
export function fullProduct(row: ProductRow) {
  return { ...row, available: availableStock(row), url: recordUri('products', row.product_id) };
}

/** @throws ToolError `not_found`. */
export async function findProduct(db: CrmDb, product_id: string): Promise<ProductRow> {
  const row = await db.get(db.tables.products, product_id);
  if (row !== undefined) return row;
  throw notFound(`There is no product ${JSON.stringify(product_id)}.`, {
    hint: 'Use query_products to find the product_id.',
  });
}
