import { z } from 'zod';
import { shareOf } from '../values/money.ts';

/** What somebody wants of one product. */
export interface OrderItem {
  readonly product_id: string;
  readonly quantity: number;
}

/** What must be known of a product to sell it. */
export interface SellableProduct {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly price_minor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Pieces in the house, promised ones included. */
  readonly stock: number;
  /** Pieces promised to other orders. */
  readonly reserved: number;
}

/** One priced line. */
export interface OrderLine {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit_price_minor: number;
  readonly line_total_minor: number;
}

/** A line as answers show it: that of a stored order without its product's number and its total. */
export const shownLine = z.object({
  product_id: z.string(),
  sku: z.string().optional(),
  name: z.string().nullable(),
  quantity: z.int(),
  unit_price_minor: z.int(),
  line_total_minor: z.int().optional(),
});

/** A line that the stock cannot fill. */
export interface Shortage {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly requested: number;
  readonly available: number;
  readonly missing: number;
}

/** Why an order cannot be priced. */
export type OrderProblem =
  | { readonly problem: 'no_items' }
  | { readonly problem: 'invalid_quantity'; readonly product_ids: readonly string[] }
  | { readonly problem: 'unknown_products'; readonly product_ids: readonly string[] }
  | { readonly problem: 'mixed_currencies'; readonly currencies: readonly string[] }
  | { readonly problem: 'too_large' };

/** A priced order. With shortages it must not be placed. */
export interface PricedOrder {
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly subtotal_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
  /** Every short line, not only the first. */
  readonly shortages: readonly Shortage[];
  /** How many pieces of what the order takes from the free stock. */
  readonly reservations: readonly OrderItem[];
}

/**
 * Prices an order and sets it against the stock.
 *
 * Items of one product become one line. Amounts are minor units; `taxBasisPoints` is the rate (1900 = 19 %), taken once
 * on the subtotal.
 */
export function priceOrder(
  items: readonly OrderItem[],
  products: readonly SellableProduct[],
  taxBasisPoints = 0,
): PricedOrder | OrderProblem {
  const wanted = mergeItems(items);
  const known = new Map(products.map((product) => [product.product_id, product]));
  const problem = problemOf(items, wanted, known);
  if (problem !== undefined) return problem;
  const lines = wanted.flatMap(({ product_id, quantity }) => {
    const product = known.get(product_id);
    return product === undefined ? [] : [{ product, quantity }];
  });
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.price_minor * quantity, 0);
  const tax = shareOf(subtotal, taxBasisPoints);
  if (!Number.isSafeInteger(subtotal + tax)) return { problem: 'too_large' };
  return {
    currency: lines[0]?.product.currency ?? '',
    lines: lines.map(({ product, quantity }) => lineOf(product, quantity)),
    subtotal_minor: subtotal,
    tax_minor: tax,
    total_minor: subtotal + tax,
    shortages: lines.flatMap(({ product, quantity }) => shortageOf(product, quantity)),
    reservations: wanted,
  };
}

/** One item per product, in the order of first mention. */
export function mergeItems(items: readonly OrderItem[]): readonly OrderItem[] {
  const quantities = new Map<string, number>();
  for (const { product_id, quantity } of items)
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + quantity);
  return [...quantities].map(([product_id, quantity]) => ({ product_id, quantity }));
}

function problemOf(
  items: readonly OrderItem[],
  wanted: readonly OrderItem[],
  known: ReadonlyMap<string, SellableProduct>,
): OrderProblem | undefined {
  if (items.length === 0) return { problem: 'no_items' };
  const wrong = items.filter(({ quantity }) => !Number.isSafeInteger(quantity) || quantity < 1);
  if (wrong.length > 0) return { problem: 'invalid_quantity', product_ids: idsOf(wrong) };
  const unknown = wanted.filter(({ product_id }) => !known.has(product_id));
  if (unknown.length > 0) return { problem: 'unknown_products', product_ids: idsOf(unknown) };
  const currencies = new Set(wanted.map(({ product_id }) => known.get(product_id)?.currency ?? ''));
  return currencies.size > 1
    ? { problem: 'mixed_currencies', currencies: [...currencies].sort() }
    : undefined;
}

function idsOf(items: readonly OrderItem[]): readonly string[] {
  return [...new Set(items.map(({ product_id }) => product_id))];
}

function lineOf(product: SellableProduct, quantity: number): OrderLine {
  const { product_id, sku, name, price_minor } = product;
  return {
    product_id,
    sku,
    name,
    quantity,
    unit_price_minor: price_minor,
    line_total_minor: price_minor * quantity,
  };
}

/** The pieces of a product that nobody has been promised, never below zero. */
export function availableStock({ stock, reserved }: Pick<SellableProduct, 'stock' | 'reserved'>): number {
  return Math.max(0, stock - reserved);
}

function shortageOf(product: SellableProduct, requested: number): readonly Shortage[] {
  const available = availableStock(product);
  if (available >= requested) return [];
  const { product_id, sku, name } = product;
  return [{ product_id, sku, name, requested, available, missing: requested - available }];
}
