import { and, eq, expr, gte } from '@patchbay/storage';
import type { CallScope, Orders } from '../../../deps.ts';
import { availableStock, type OrderItem, type PricedOrder } from '../../../orders/pricing.ts';
import { requireWrite, see } from '../../gate.ts';
import type { ProductRow } from '../catalog/rows.ts';
import type { CrmWriteDb, Kernel } from '../kernel.ts';
import { type Customer, findCustomer } from './customer.ts';
import { pricedOrder, shortOf } from './price.ts';

type NewOrder = Parameters<Orders['create']>[0];

/** The message that an order leaves for the outbox. */
const orderConfirmation = 'order_confirmation';

/**
 * Places an order in one transaction: customer, stock, reservation, order, lines, stock moves, confirmation. A failure
 * at any step takes back all of them.
 *
 * @throws ToolError `not_found` for a customer or products; `conflict` with every short line in `details.shortages`.
 */
export async function placeOrder(kernel: Kernel, order: NewOrder, scope: CallScope) {
  requireWrite(scope, 'orders', 'create');
  return kernel.write(scope, async (db) => {
    const customer = await findCustomer(db, scope, order.customer_id);
    const priced = await pricedOrder(db, order.items);
    const at = kernel.timestamp();
    const order_id = kernel.newId('ord');
    const reserved: ProductRow[] = [];
    for (const item of inOneOrder(priced.reservations)) reserved.push(await reserve(db, item, at));
    const row = await db.insert(db.tables.orders, {
      order_id,
      ...totalsOf(priced, customer),
      status: 'confirmed',
      notes: order.notes ?? null,
      owner_id: scope.caller.id,
      created_at: at,
      updated_at: at,
    });
    await insertLines(kernel, db, order_id, priced, at);
    await db.enqueue(
      orderConfirmation,
      { order_id, customer_id: customer.customer_id },
      { dedupId: order_id },
    );
    const full = { ...row, customer_name: customer.customer_name, lines: priced.lines };
    return {
      order: see(scope, 'orders', full, orderFields),
      reservations: priced.reservations.map((item) => reservationOf(scope, item, reserved)),
    };
  });
}

const orderFields = [
  'order_id',
  'customer_id',
  'customer_name',
  'status',
  'lines',
  'subtotal_minor',
  'tax_minor',
  'total_minor',
  'currency',
  'notes',
  'created_at',
];

/** The same order of products in every transaction, so that two orders never wait for each other. */
function inOneOrder(items: readonly OrderItem[]): readonly OrderItem[] {
  return items.toSorted((a, b) => (a.product_id < b.product_id ? -1 : 1));
}

async function reserve(db: CrmWriteDb, { product_id, quantity }: OrderItem, at: string): Promise<ProductRow> {
  const { products } = db.tables;
  const isLeft = gte(expr<number>`${products.stock} - ${products.reserved}`, quantity);
  const [row] = await db.update(
    products,
    {
      reserved: expr`${products.reserved} + ${quantity}`,
      version: expr`${products.version} + 1`,
      updated_at: at,
    },
    and(eq(products.product_id, product_id), isLeft),
  );
  if (row !== undefined) return row;
  // transactions are serializable, so this is a second guard: what was read as available still is
  throw shortOf([{ product_id, sku: '', name: '', requested: quantity, available: 0, missing: quantity }]);
}

function totalsOf(
  { currency, subtotal_minor, tax_minor, total_minor }: PricedOrder,
  { customer_id }: Customer,
) {
  return { customer_id, currency, subtotal_minor, tax_minor, total_minor };
}

async function insertLines(
  kernel: Kernel,
  db: CrmWriteDb,
  order_id: string,
  { lines }: PricedOrder,
  at: string,
): Promise<void> {
  const { order_lines, stock_moves } = db.tables;
  await db.insertMany(
    order_lines,
    lines.map(({ product_id, quantity, unit_price_minor }) => ({
      order_id,
      product_id,
      quantity,
      unit_price_minor,
    })),
  );
  await db.insertMany(
    stock_moves,
    lines.map(({ product_id, quantity }) => ({
      move_id: kernel.newId('stk'),
      product_id,
      delta: 0,
      reserved_delta: quantity,
      reason: 'Reserved for an order',
      ref: order_id,
      at,
    })),
  );
}

function reservationOf(
  scope: CallScope,
  { product_id, quantity }: OrderItem,
  reserved: readonly ProductRow[],
) {
  const row = reserved.find((product) => product.product_id === product_id);
  const seen =
    row && see(scope, 'products', { ...row, available: availableStock(row) }, ['sku', 'available']);
  return { product_id, quantity, ...seen };
}
