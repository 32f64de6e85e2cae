import { conflict, notFound, type ToolError, tooLarge, validationError } from '@patchbay/core';
import { inArray } from '@patchbay/storage';
import {
  mergeItems,
  type OrderItem,
  type OrderProblem,
  type PricedOrder,
  priceOrder,
  type Shortage,
} from '../../../orders/pricing.ts';
import type { CrmDb } from '../kernel.ts';

/**
 * Prices an order by the catalogue as it is now.
 *
 * @throws ToolError `conflict` with every line that the stock cannot fill in `details.shortages`; `not_found` with the
 * products that do not exist; `validation_error` for items that make no order.
 */
export async function pricedOrder(db: CrmDb, items: readonly OrderItem[]): Promise<PricedOrder> {
  const { products } = db.tables;
  const ids = mergeItems(items).map(({ product_id }) => product_id);
  const known =
    ids.length === 0 ? [] : await db.select().from(products).where(inArray(products.product_id, ids));
  const order = priceOrder(items, known);
  if ('problem' in order) throw noOrder(order);
  if (order.shortages.length > 0) throw shortOf(order.shortages);
  return order;
}

/** The error for lines that the stock cannot fill: all of them, each with what is left. */
export function shortOf(shortages: readonly Shortage[]): ToolError {
  const lines = shortages.map(
    ({ product_id, requested, available }) => `${product_id} (${available} of ${requested})`,
  );
  return conflict(`Not enough in stock: ${lines.join(', ')}. Nothing was ordered.`, {
    hint: 'Order at most what is available, or restock with update_stock first.',
    details: { shortages },
  });
}

function noOrder(problem: OrderProblem): ToolError {
  switch (problem.problem) {
    case 'no_items':
      return validationError('items is empty.', { hint: 'Give at least one product_id with its quantity.' });
    case 'invalid_quantity':
      return validationError(
        `quantity of ${problem.product_ids.join(', ')} is not a positive whole number.`,
        {
          hint: 'Give the number of pieces.',
        },
      );
    case 'unknown_products':
      return notFound(`No such products: ${problem.product_ids.join(', ')}. Nothing was ordered.`, {
        hint: 'Use query_products to find each product_id.',
        details: { product_ids: problem.product_ids },
      });
    case 'mixed_currencies':
      return validationError(
        `One order has one currency, and these products have ${problem.currencies.join(', ')}.`,
        {
          hint: 'Place one order per currency.',
        },
      );
    case 'too_large':
      return tooLarge('The total is too large.', { hint: 'Check the quantities.' });
  }
}
