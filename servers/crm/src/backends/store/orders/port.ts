import type { Orders } from '../../../deps.ts';
import type { Kernel } from '../kernel.ts';
import { placeOrder } from './place.ts';

/** Orders in the store. */
export function createOrders(kernel: Kernel): Orders {
  return { create: (order, scope) => placeOrder(kernel, order, scope) };
}
