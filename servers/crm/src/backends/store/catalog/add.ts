import type { CallScope, Catalog } from '../../../deps.ts';
import { amountRefused } from '../../../records/amounts.ts';
import { minorAmount } from '../../../values/money.ts';
import { requireWrite, see } from '../../gate.ts';
import type { Kernel } from '../kernel.ts';
import { changedProduct, fullProduct } from './rows.ts';
import { requireNewSku } from './sku.ts';

type NewProduct = Parameters<Catalog['add']>[0];

/** Adds a product. @throws ToolError `conflict` naming the product that has the sku already. */
export async function addProduct(kernel: Kernel, { price, ...product }: NewProduct, scope: CallScope) {
  requireWrite(scope, 'products', 'create', ['price_minor', 'stock']);
  const currency = (product.currency ?? kernel.settings.default_currency).toUpperCase();
  const price_minor = priceOf(price, currency);
  return kernel.write(scope, async (db) => {
    const { products, stock_moves } = db.tables;
    await requireNewSku(db, scope, product.sku);
    const at = kernel.timestamp();
    const row = await db.insert(products, {
      ...product,
      product_id: kernel.newId('prd'),
      description: product.description ?? null,
      price_minor,
      currency,
      created_at: at,
      updated_at: at,
    });
    if (row.stock > 0) {
      const { product_id, stock: delta } = row;
      const move_id = kernel.newId('stk');
      await db.insert(stock_moves, { move_id, product_id, delta, reason: 'Initial stock', at });
    }
    return { product: see(scope, 'products', fullProduct(row), [...changedProduct, 'category']) };
  });
}

function priceOf(price: number, currency: string): number {
  const minor = minorAmount(price, currency);
  if (typeof minor === 'number') return minor;
  throw amountRefused('price', minor.problem, currency);
}
