import { conflict } from '@patchbay/core';
import { fold } from '@patchbay/schemas';
import { eq, or } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import type { CrmDb } from '../kernel.ts';
import { textMatch } from '../search/text-match.ts';

/**
 * Refuses a sku that another product has, in any case: `ab-1` finds `AB-1` wherever products are looked up, so that both
 * would be one to everybody who orders.
 *
 * @param own the product that is to have it.
 * @throws ToolError `conflict` naming the product that has the sku already.
 */
export async function requireNewSku(db: CrmDb, scope: CallScope, sku: string, own?: string): Promise<void> {
  const { products } = db.tables;
  const rows = await db
    .select({ product_id: products.product_id, sku: products.sku })
    .from(products)
    .where(or(eq(products.sku, sku), textMatch(db, scope, 'products', sku)));
  const taken = rows.find((row) => row.product_id !== own && fold(row.sku) === fold(sku));
  if (taken === undefined) return;
  const how = taken.sku === sku ? '' : ', but for upper and lower case';
  throw conflict(
    `sku: the product ${taken.product_id} has ${JSON.stringify(taken.sku.slice(0, 60))} already${how}.`,
    {
      hint: 'Use that product, or choose another sku.',
      details: { field: 'sku', product_id: taken.product_id },
    },
  );
}
