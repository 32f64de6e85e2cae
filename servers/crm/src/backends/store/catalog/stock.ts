import { conflict, type ToolError, validationError } from '@patchbay/core';
import type { CallScope, Catalog } from '../../../deps.ts';
import { requireWrite, see } from '../../gate.ts';
import type { Kernel } from '../kernel.ts';
import { changedProduct, findProduct, fullProduct, type ProductRow } from './rows.ts';

type StockChange = Parameters<Catalog['updateStock']>[0];

/**
 * Sets or adjusts the stock of a product, and keeps why.
 *
 * @throws ToolError `conflict` when the stock would fall below the pieces that are promised to orders.
 */
export async function updateStock(kernel: Kernel, change: StockChange, scope: CallScope) {
  requireWrite(scope, 'products', 'update', ['stock']);
  const { product_id, reason } = change;
  return kernel.write(scope, async (db) => {
    const { products, stock_moves } = db.tables;
    const before = await findProduct(db, product_id);
    const stock = targetOf(change, before);
    const at = kernel.timestamp();
    const previous_stock = before.stock;
    const { expectedVersion: expected_version } = scope;
    if (stock === before.stock && (expected_version ?? before.version) === before.version) {
      return { product: see(scope, 'products', fullProduct(before), changedProduct), previous_stock };
    }
    const after = await db.updateOne(products, product_id, { stock, updated_at: at }, { expected_version });
    await db.insert(stock_moves, {
      move_id: kernel.newId('stk'),
      product_id,
      delta: stock - before.stock,
      reason,
      at,
    });
    return { product: see(scope, 'products', fullProduct(after), changedProduct), previous_stock };
  });
}

const mostStock = 1_000_000_000;

function targetOf({ new_stock, delta }: StockChange, before: ProductRow): number {
  if ((new_stock === undefined) === (delta === undefined)) {
    throw validationError('Give either new_stock or delta.', {
      hint: 'new_stock sets the number of pieces, delta adds to it or, negative, takes away.',
    });
  }
  const stock = new_stock ?? before.stock + (delta ?? 0);
  if (stock < before.reserved) throw belowPromised(stock, before);
  if (stock > mostStock) {
    throw validationError(`A stock is at most ${mostStock} pieces.`, { hint: 'Check the number.' });
  }
  return stock;
}

function belowPromised(stock: number, { stock: present, reserved }: ProductRow): ToolError {
  const why = reserved === 0 ? 'below zero' : `below the ${reserved} pieces promised to orders`;
  return conflict(`The stock would be ${stock}, ${why}.`, {
    hint: `At most ${present - reserved} of the ${present} pieces can be taken away.`,
    details: { stock: present, reserved },
  });
}
