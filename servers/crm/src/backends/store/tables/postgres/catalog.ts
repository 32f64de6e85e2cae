import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** What is sold. */
export const products = pgTable(
  'products',
  {
    product_id: text('product_id').primaryKey(),
    tenant: text('tenant').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    category: text('category').notNull(),
    price_minor: bigint('price_minor', { mode: 'number' }).notNull(),
    cost_minor: bigint('cost_minor', { mode: 'number' }),
    currency: text('currency').notNull(),
    stock: integer('stock').notNull().default(0),
    reserved: integer('reserved').notNull().default(0),
    version: integer('version').notNull().default(1),
    created_at: text('created_at').notNull(),
    updated_at: text('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('products_sku').on(t.tenant, t.sku),
    index('products_category').on(t.tenant, t.category, t.price_minor, t.product_id),
    index('products_price').on(t.tenant, t.price_minor, t.product_id),
  ],
);

/** What was sold. */
export const orders = pgTable(
  'orders',
  {
    order_id: text('order_id').primaryKey(),
    tenant: text('tenant').notNull(),
    customer_id: text('customer_id').notNull(),
    status: text('status').notNull(),
    subtotal_minor: bigint('subtotal_minor', { mode: 'number' }).notNull(),
    tax_minor: bigint('tax_minor', { mode: 'number' }).notNull().default(0),
    total_minor: bigint('total_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    notes: text('notes'),
    owner_id: text('owner_id'),
    external_id: text('external_id'),
    version: integer('version').notNull().default(1),
    created_at: text('created_at').notNull(),
    updated_at: text('updated_at').notNull(),
  },
  (t) => [
    index('orders_customer').on(t.tenant, t.customer_id, t.created_at),
    index('orders_created').on(t.tenant, t.created_at, t.order_id),
  ],
);

/** The products of an order. */
export const orderLines = pgTable(
  'order_lines',
  {
    tenant: text('tenant').notNull(),
    order_id: text('order_id').notNull(),
    product_id: text('product_id').notNull(),
    quantity: integer('quantity').notNull(),
    unit_price_minor: bigint('unit_price_minor', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.order_id, t.product_id] }),
    index('order_lines_product').on(t.tenant, t.product_id),
  ],
);

/** Every change of a stock, with its reason. */
export const stockMoves = pgTable(
  'stock_moves',
  {
    move_id: text('move_id').primaryKey(),
    tenant: text('tenant').notNull(),
    product_id: text('product_id').notNull(),
    delta: integer('delta').notNull(),
    reserved_delta: integer('reserved_delta').notNull().default(0),
    reason: text('reason').notNull(),
    ref: text('ref'),
    at: text('at').notNull(),
  },
  (t) => [index('stock_moves_product').on(t.tenant, t.product_id, t.at)],
);
