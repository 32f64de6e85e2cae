import { type Kit, tenantColumn, timeColumns, versionColumn } from '@patchbay/storage';
import { recordColumns } from './columns.ts';
import { textColumns, withTexts, withWords, wordColumns } from './texts.ts';

/** What is sold. */
export const products = (k: Kit) =>
  withWords(
    'products',
    k.table(
      'products',
      {
        product_id: k.text('product_id').notNull(),
        ...tenantColumn(k),
        sku: k.text('sku').notNull(),
        name: k.text('name').notNull(),
        description: k.text('description'),
        category: k.text('category').notNull(),
        price_minor: k.bigint('price_minor').notNull(),
        cost_minor: k.bigint('cost_minor'),
        currency: k.text('currency').notNull(),
        stock: k.integer('stock').notNull().default(0),
        reserved: k.integer('reserved').notNull().default(0),
        ...versionColumn(k),
        ...timeColumns(k),
        ...wordColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.product_id] }),
        k.uniqueIndex('products_sku').on(t.tenant, t.sku),
        k.index('products_category').on(t.tenant, t.category, t.price_minor, t.product_id),
        k.index('products_price').on(t.tenant, t.price_minor, t.product_id),
      ],
    ),
  );

/** What was sold. */
export const orders = (k: Kit) =>
  withTexts(
    'orders',
    k.table(
      'orders',
      {
        order_id: k.text('order_id').notNull(),
        ...tenantColumn(k),
        customer_id: k.text('customer_id').notNull(),
        status: k.text('status').notNull(),
        subtotal_minor: k.bigint('subtotal_minor').notNull(),
        tax_minor: k.bigint('tax_minor').notNull().default(0),
        total_minor: k.bigint('total_minor').notNull(),
        currency: k.text('currency').notNull(),
        notes: k.text('notes'),
        ...recordColumns(k),
        ...textColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.order_id] }),
        k.index('orders_customer').on(t.tenant, t.customer_id, t.created_at),
        k.index('orders_created').on(t.tenant, t.created_at, t.order_id),
      ],
    ),
  );

/** The products of an order. */
export const orderLines = (k: Kit) =>
  k.table(
    'order_lines',
    {
      ...tenantColumn(k),
      order_id: k.text('order_id').notNull(),
      product_id: k.text('product_id').notNull(),
      quantity: k.integer('quantity').notNull(),
      unit_price_minor: k.bigint('unit_price_minor').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.order_id, t.product_id] }),
      k.index('order_lines_product').on(t.tenant, t.product_id),
    ],
  );

/** Every change of a stock, with its reason. */
export const stockMoves = (k: Kit) =>
  k.table(
    'stock_moves',
    {
      move_id: k.text('move_id').notNull(),
      ...tenantColumn(k),
      product_id: k.text('product_id').notNull(),
      delta: k.integer('delta').notNull(),
      reserved_delta: k.integer('reserved_delta').notNull().default(0),
      reason: k.text('reason').notNull(),
      ref: k.text('ref'),
      at: k.text('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.move_id] }),
      k.index('stock_moves_product').on(t.tenant, t.product_id, t.at),
    ],
  );
