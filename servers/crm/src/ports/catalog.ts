import type { OrderItem } from '../orders/pricing.ts';
import type { RecordFilter } from '../records/types.ts';
import type { CallScope, ListOptions, SeenPage, SeenRecord } from './shared.ts';

/** Products and their stock. */
export interface Catalog {
  query(
    query: ListOptions & {
      readonly query?: string | undefined;
      readonly min_price?: number | undefined;
      readonly max_price?: number | undefined;
      readonly category?: string | undefined;
      readonly in_stock?: boolean | undefined;
    },
    scope: CallScope,
  ): Promise<SeenPage & { readonly applied_filters: readonly RecordFilter[] }>;
  categories(scope: CallScope): Promise<readonly string[]>;
  updateStock(
    change: {
      readonly product_id: string;
      readonly new_stock?: number | undefined;
      readonly delta?: number | undefined;
      readonly reason: string;
    },
    scope: CallScope,
  ): Promise<{ readonly product: SeenRecord; readonly previous_stock: number }>;
  add(
    product: {
      readonly sku: string;
      readonly name: string;
      readonly category: string;
      /** Whole units of the currency. */
      readonly price: number;
      /** ISO 4217; the configured one unless given. */
      readonly currency?: string | undefined;
      readonly stock: number;
      readonly description?: string | undefined;
    },
    scope: CallScope,
  ): Promise<{ readonly product: SeenRecord }>;
}

/** How many pieces of a product an order has taken, with what is left of it. */
export type Reservation = SeenRecord & OrderItem;

/** Orders. */
export interface Orders {
  /**
   * Places an order in one transaction: customer, stock, order, reservation, confirmation in the outbox.
   *
   * @throws ToolError `conflict` with every short line in `details.shortages`; then nothing has changed.
   */
  create(
    order: {
      readonly customer_id: string;
      readonly items: readonly OrderItem[];
      readonly notes?: string | undefined;
    },
    scope: CallScope,
  ): Promise<{ readonly order: SeenRecord; readonly reservations: readonly Reservation[] }>;
}
