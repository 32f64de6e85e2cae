import type { Orders } from '../../../deps.ts';
import type { Kernel } from '../kernel.ts';
import { placeOrder } from './place.ts';

/** Orders in the store. */
export function createOrders(kernel: Kernel): Orders {
  return { create: (order, options, scope) => placeOrder(kernel, order, options, scope) };
}
